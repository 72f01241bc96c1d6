import { basename, dirname } from 'node:path';
import { z } from 'zod';
import { listOf, pieces } from './xml.ts';

const tabSchema = z.object({
  label: z.string().optional(),
  lwcComponent: z.string().optional(),
  flexiPage: z.string().optional(),
  motif: z.string().optional(),
});
const appSchema = z.object({ label: z.string(), tabs: listOf(z.string()), uiType: z.string().optional() });
const flexiPageSchema = z.object({
  masterLabel: z.string(),
  type: z.string(),
  sobjectType: z.string().optional(),
  flexiPageRegions: listOf(
    z.object({
      itemInstances: listOf(
        z.object({
          componentInstance: z
            .object({
              componentName: z.string(),
              componentInstanceProperties: listOf(
                z.object({ name: z.string(), value: z.string().optional() }),
              ),
            })
            .optional(),
        }),
      ),
    }),
  ),
});
const objectSchema = z.object({ pluralLabel: z.string().optional() });
const actionSchema = z.object({
  label: z.string().optional(),
  actionSubtype: z.string().optional(),
  lightningWebComponent: z.string().optional(),
});

/** A component on a page, with what an administrator has set for it. */
export interface Placed {
  readonly bundle: string;
  readonly properties: Readonly<Record<string, string>>;
}

/** A tab of the app. */
export interface Tab {
  readonly name: string;
  readonly label: string;
  /** `Custom12: Desk` and the like. */
  readonly motif?: string | undefined;
  /** Null: the tab of an object, which shows its records. */
  readonly components: readonly Placed[] | null;
}

/** A button on records of an object that opens a component, or runs it without a screen. */
export interface QuickAction {
  readonly name: string;
  readonly object: string;
  readonly label: string;
  readonly bundle: string;
  readonly screen: boolean;
}

export interface Navigation {
  readonly app: string;
  /** Those of the app first. */
  readonly tabs: readonly Tab[];
  readonly actions: readonly QuickAction[];
  /** Components of the package's record pages by object. */
  readonly recordPages: ReadonlyMap<string, readonly Placed[]>;
}

/** Reads how the package's pages are reached: its app with the tabs in order, record pages and quick actions. */
export function readNavigation(folders: readonly string[]): Navigation {
  const flexiPages = new Map(
    pieces(folders, 'flexipage', flexiPageSchema).map(({ name, value }) => [name, value]),
  );
  const plural = new Map(
    pieces(folders, 'object', objectSchema).map(({ name, value }) => [name, value.pluralLabel]),
  );
  const tabs = new Map(
    pieces(folders, 'tab', tabSchema).map(({ name, value }): [string, Tab] => {
      const page = value.flexiPage === undefined ? undefined : flexiPages.get(value.flexiPage);
      const own = value.lwcComponent === undefined ? null : [{ bundle: value.lwcComponent, properties: {} }];
      const label = value.label ?? page?.masterLabel ?? plural.get(name) ?? name;
      return [name, { name, label, motif: value.motif, components: page ? placed(page) : own }];
    }),
  );
  const [app] = pieces(folders, 'app', appSchema);
  const order = new Set([...(app?.value.tabs ?? []), ...tabs.keys()]);
  return {
    app: app?.value.label ?? 'Package',
    tabs: [...order].map((name) => tabs.get(name) ?? objectTab(name)),
    actions: pieces(folders, 'quickAction', actionSchema).flatMap(quickAction),
    recordPages: new Map(
      [...flexiPages.values()]
        .filter(({ type, sobjectType }) => type === 'RecordPage' && sobjectType !== undefined)
        .map((page) => [page.sobjectType ?? '', placed(page)]),
    ),
  };
}

/** A standard tab such as `standard-Account`. */
function objectTab(name: string): Tab {
  const object = name.replace(/^standard-/, '');
  return { name: object, label: object, components: null };
}

function placed(page: z.infer<typeof flexiPageSchema>): Placed[] {
  return page.flexiPageRegions
    .flatMap(({ itemInstances }) => itemInstances)
    .flatMap(({ componentInstance }) => componentInstance ?? [])
    .filter(({ componentName }) => !componentName.includes(':'))
    .map(({ componentName, componentInstanceProperties }) => ({
      bundle: componentName.replace(/^c__/, ''),
      properties: Object.fromEntries(
        componentInstanceProperties.map(({ name, value }) => [name, value ?? '']),
      ),
    }));
}

/** Written as `quickActions/Account.Name` or below the object's own folder. */
function quickAction({
  name,
  file,
  value,
}: {
  name: string;
  file: string;
  value: z.infer<typeof actionSchema>;
}): QuickAction[] {
  if (!value.lightningWebComponent) return [];
  const dot = name.indexOf('.');
  const object = dot > 0 ? name.slice(0, dot) : basename(dirname(dirname(file)));
  const own = dot > 0 ? name.slice(dot + 1) : name;
  return [
    {
      name: own,
      object,
      label: value.label ?? own,
      bundle: value.lightningWebComponent,
      screen: value.actionSubtype !== 'Action',
    },
  ];
}
