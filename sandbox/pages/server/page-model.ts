import type { FieldDescribe } from 'apex-runtime';
import type { ObjectInfo } from '../../org/schema.ts';
import type { Bundle } from '../metadata/bundles.ts';
import type { Navigation, Placed } from '../metadata/navigation.ts';
import type { Viewer } from './access.ts';
import { i18nOf } from './languages.ts';
import { PageError, type PagesParts } from './parts.ts';
import { objectOfId } from './records.ts';

/** What a page shows; the browser's module `sandbox/page` is this. */
export interface PageModel {
  readonly language: string;
  readonly i18n: Readonly<Record<string, unknown>>;
  readonly user: { readonly Id: string; readonly isGuest: boolean };
  readonly person: string;
  readonly customPermissions: readonly string[];
  readonly app: string;
  readonly tabs: readonly { readonly label: string; readonly url: string; readonly active: boolean }[];
  readonly icon: string;
  readonly kicker?: string;
  readonly title: string;
  readonly recordId?: string;
  readonly objectApiName?: string;
  readonly fields?: readonly { readonly name: string; readonly label: string }[];
  readonly actions: readonly { name: string; label: string; bundle: string; screen: boolean }[];
  readonly components: readonly { bundle: string; properties: Record<string, unknown> }[];
  /** Records of an object's page. */
  readonly rows?: readonly { readonly label: string; readonly url: string }[];
  readonly pageReference: object;
}

export interface Look {
  readonly parts: PagesParts;
  readonly bundles: readonly Bundle[];
  readonly navigation: Navigation;
  readonly viewer: Viewer;
  readonly language: string;
  /** The query of the address. */
  readonly state: Readonly<Record<string, string>>;
}

/** Standard fields that help to recognise a record; a page adds the custom ones. */
const USUAL = [
  'AccountId',
  'AccountNumber',
  'StageName',
  'Status',
  'Amount',
  'TotalAmount',
  'CloseDate',
  'ProductCode',
];
const MOST_ROWS = 100;

/** Icons of the standard objects. */
const ICONS: Readonly<Record<string, string>> = {
  Account: 'standard:account',
  Opportunity: 'standard:opportunity',
  Order: 'standard:orders',
  Product2: 'standard:product',
};
const OWN_ICON = 'standard:data_integration_hub';
/** Where reps start, beside the package's own tabs. */
const OBJECT_TABS = [
  ['Account', 'Accounts'],
  ['Opportunity', 'Opportunities'],
  ['Order', 'Orders'],
  ['Product2', 'Products'],
] as const;

type Content = Omit<
  PageModel,
  'language' | 'i18n' | 'user' | 'person' | 'customPermissions' | 'app' | 'tabs'
>;

/** A tab of the app: its components, or the records of its object. */
export async function tabPage(look: Look, name: string): Promise<PageModel> {
  const tab = look.navigation.tabs.find((each) => each.name === name);
  if (!tab) throw new PageError(404, `There is no tab ${name}.`);
  if (!tab.components) return listPage(look, name);
  return framed(look, `/lightning/n/${name}`, {
    icon: OWN_ICON,
    title: tab.label,
    actions: [],
    components: tab.components.map(({ bundle, properties }) => ({ bundle, properties: { ...properties } })),
    pageReference: { type: 'standard__navItemPage', attributes: { apiName: name }, state: look.state },
  });
}

/** The newest records of an object, which the user may see. */
export async function listPage(look: Look, object: string): Promise<PageModel> {
  const info = await look.parts.schema.object(object);
  if (!info) throw new PageError(404, `There is no object ${object}.`);
  const { name, labelPlural } = info.describe;
  const title = info.describe.fields.find(({ nameField }) => nameField)?.name ?? 'Id';
  const soql = `SELECT Id, ${title} FROM ${name} ORDER BY CreatedDate DESC, Id DESC LIMIT ${MOST_ROWS}`;
  const rows = await look.parts.org.query(soql, { user: look.viewer.id, access: 'user' });
  return framed(look, `/lightning/o/${name}/list`, {
    icon: ICONS[name] ?? OWN_ICON,
    title: labelPlural,
    actions: [],
    components: [],
    rows: rows.map((row) => ({
      label: String(row[title]),
      url: `/lightning/r/${name}/${String(row['Id'])}/view`,
    })),
    pageReference: {
      type: 'standard__objectPage',
      attributes: { objectApiName: name, actionName: 'list' },
      state: look.state,
    },
  });
}

/** A record with the package's components for its object, its quick actions and its fields. */
export async function recordPage(look: Look, recordId: string): Promise<PageModel> {
  const { parts, viewer, navigation } = look;
  const info = await objectOfId(parts, recordId);
  const { name, label, fields } = info.describe;
  const title = fields.find(({ nameField }) => nameField)?.name ?? 'Id';
  const soql = `SELECT ${title} FROM ${name} WHERE Id = '${recordId}'`;
  const [row] = await parts.org.query(soql, { user: viewer.id, access: 'user' });
  if (!row) throw new PageError(404, 'The record is not there, or you may not see it.');
  return framed(look, `/lightning/o/${name}/list`, {
    icon: ICONS[name] ?? OWN_ICON,
    kicker: label,
    title: String(row[title]),
    recordId,
    objectApiName: name,
    fields: shownFields(info),
    actions: navigation.actions.filter(({ object }) => object === name),
    components: recordComponents(look, name).map(({ bundle, properties }) => ({
      bundle,
      properties: { ...properties, recordId, objectApiName: name },
    })),
    pageReference: {
      type: 'standard__recordPage',
      attributes: { recordId, objectApiName: name, actionName: 'view' },
      state: look.state,
    },
  });
}

/** One component by itself, with what the address says in `?c__name=value`. */
export function componentPage(look: Look, bundle: string): PageModel {
  const found = look.bundles.find(({ name, exposed }) => name === bundle && exposed);
  if (!found) throw new PageError(404, `There is no component ${bundle}.`);
  return framed(look, '', {
    icon: OWN_ICON,
    title: found.label,
    actions: [],
    components: [{ bundle, properties: {} }],
    pageReference: {
      type: 'standard__component',
      attributes: { componentName: `c__${bundle}` },
      state: look.state,
    },
  });
}

/** The package's record page, else every component that may stand on one of this object. */
function recordComponents({ navigation, bundles }: Look, object: string): readonly Placed[] {
  const page = navigation.recordPages.get(object);
  if (page) return page;
  return bundles
    .filter(({ exposed, targets }) => exposed && targets.includes('lightning__RecordPage'))
    .filter(({ objects }) => objects.length === 0 || objects.includes(object))
    .map(({ name }) => ({ bundle: name, properties: {} }));
}

function shownFields({ describe, field }: ObjectInfo): { name: string; label: string }[] {
  const usual = USUAL.flatMap((name) => field(name) ?? []);
  const custom = describe.fields.filter((each) => each.custom);
  return [...usual, ...custom].map(({ name, label, type }: FieldDescribe) => ({
    name,
    label: type === 'reference' ? label.replace(/ ID$/, '') : label,
  }));
}

/** The package's tabs, and those of the objects where reps work. */
export function tabAddresses({ tabs }: Navigation): { label: string; url: string }[] {
  const own = tabs.map(({ name, label, components }) => ({
    label,
    url: components ? `/lightning/n/${name}` : `/lightning/o/${name}/list`,
  }));
  const objects = OBJECT_TABS.filter(([object]) => !tabs.some(({ name }) => name === object));
  return [...own, ...objects.map(([object, label]) => ({ label, url: `/lightning/o/${object}/list` }))];
}

function framed({ navigation, viewer, language }: Look, active: string, content: Content): PageModel {
  return {
    language,
    i18n: i18nOf(language),
    user: { Id: viewer.id, isGuest: false },
    person: viewer.name,
    customPermissions: viewer.customPermissions,
    app: navigation.app,
    tabs: tabAddresses(navigation).map((tab) => ({ ...tab, active: tab.url === active })),
    ...content,
  };
}
