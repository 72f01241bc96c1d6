import { t } from './compile/types.ts';
import { Project } from './compile/project.ts';
import { idOf, textOf, type RowDraft } from './db/row.ts';
import { Store } from './db/store.ts';
import './db/statements.ts';
import './lib/index.ts';
import { addParameter, findCredential } from './org/credentials.ts';
import { queueDeployment, retrieveRecords } from './org/deployment.ts';
import { fromText } from './org/from-text.ts';
import { Program } from './org/program.ts';
import { seedMetadata } from './org/seed-metadata.ts';
import { seedOrg } from './org/seed.ts';
import type { GivenCredential } from './lib/net/named-credentials.ts';
import type { ClassInfo } from './compile/class-info.ts';
import { parseFiles } from './parse/loader.ts';
import { R } from './runtime/rt.ts';
import { ADatetime } from './runtime/temporal.ts';
import type { PObj, Value } from './runtime/values.ts';
import { addFeatures, type OrgFeatures } from './schema/features.ts';
import { projectFiles } from './schema/files.ts';
import { loadMetadata, type Metadata } from './schema/metadata.ts';
import { Schema, type SObjectInfo } from './schema/model.ts';

/** Records made from metadata that other records refer to: their ids follow from their names. */
const BY_NAME = new Set([
  'RecordType',
  'PermissionSet',
  'PermissionSetGroup',
  'CustomPermission',
  'Profile',
  'Group',
  'CustomNotificationType',
  'NamedCredential',
  'ExternalCredential',
  'CredentialParameter',
  'SetupEntityAccess',
  'ProcessDefinition',
]);
/** What makes the record one of its kind: its name, with the object or the parent that it belongs to. */
function nameOf(values: Readonly<Record<string, Value>>): string {
  const owner = values.SobjectType ?? values.TableEnumOrId ?? values.CredentialId ?? values.ParentId ?? '';
  const name = values.DeveloperName ?? values.Name ?? values.ParameterName ?? values.SetupEntityId;
  return `${String(owner)} ${String(name)}`;
}

/** How deep a chain of queueables may be in a Developer Edition; a first job may set its own by AsyncOptions. */
const DEVELOPER_CHAIN_DEPTH = 5;

export interface Deployment {
  readonly id: string;
  readonly items: readonly PObj[];
  readonly callback: Value;
}

/** One emulated org: its schema, its records, the compiled project, and what left the org. One a thread, reached as `R.org`. */
export class Org {
  readonly schema = new Schema();
  readonly db = new Store(this.schema);
  readonly project = new Project();
  readonly program = new Program(this.project, this.schema);
  /** What was sent, notified and deployed; read by recorded(). */
  emails: Value[] = [];
  notifications: unknown[] = [];
  deployments: Deployment[] = [];
  chainDepth = DEVELOPER_CHAIN_DEPTH;
  /** The named credentials of the org's options, by lower-case name. */
  readonly givenCredentials = new Map<string, GivenCredential>();
  /** The namespace of the project. */
  packageNamespace: string | null = null;
  /** What is switched on. */
  features: OrgFeatures = {};
  /** Set by load(). */
  declare meta: Metadata;
  declare orgId: string;
  declare adminId: string;
  declare automatedUser: string;

  constructor() {
    R.org = this;
  }

  /** The triggers of each object, by its key. */
  get triggers(): ReadonlyMap<string, readonly ClassInfo[]> {
    return this.program.triggers;
  }

  /** Reads and compiles projects or plain metadata folders; compile errors are in `project.errors`. */
  async load(
    dirs: readonly string[],
    { cacheDir, features = {} }: { cacheDir?: string | undefined; features?: OrgFeatures } = {},
  ): Promise<this> {
    const { files, namespace } = projectFiles(dirs);
    this.packageNamespace = namespace;
    this.features = features;
    this.meta = loadMetadata(this.schema, files);
    addFeatures(this.schema, features);
    const sources = files.filter((file) => /\.(cls|trigger)$/.test(file));
    const { units, errors } = await parseFiles(sources, cacheDir);
    for (const { file, line, message } of errors) this.project.err(file, line, message);
    for (const unit of units) this.project.add(unit);
    this.project.link();
    this.program.compile();
    Object.assign(this, seedOrg(this));
    seedMetadata(this);
    return this;
  }

  /** Adds a named credential of the options; one that the metadata lacks uses the external credential of its name. */
  giveCredential(name: string, credential: GivenCredential): void {
    this.givenCredentials.set(name.toLowerCase(), credential);
    if (findCredential(this, 'NamedCredential', name)) return;
    const id = this.add('NamedCredential', {
      DeveloperName: name,
      MasterLabel: name,
      Endpoint: credential.url,
      CalloutStatus: 'Enabled',
    });
    const link = { name: 'ExternalCredential', type: 'Authentication', value: null, sequence: null };
    if (findCredential(this, 'ExternalCredential', name))
      addParameter(this, id, { ...link, externalCredential: name }, { logged: false });
  }

  /** The currency of the running user, which new records have in a multi-currency org. */
  userCurrency(): string {
    const user = this.db.get('user', R.user);
    return (
      (user && textOf(user, 'defaultcurrencyisocode')) ?? this.features.multiCurrency?.corporate ?? 'USD'
    );
  }

  resetStatics(): void {
    this.program.resetStatics();
  }

  /**
   * Puts a record into the store as it is, without triggers or rules; names of fields in any case. Answers its id.
   * `logged`: it is part of the running transaction.
   */
  add(object: string, values: Readonly<Record<string, Value>>, { logged = false } = {}): string {
    const so = this.schema.need(object);
    const id =
      BY_NAME.has(so.name) || so.kind === 'mdt' ? this.db.namedId(so, nameOf(values)) : this.db.newId(so);
    const row: RowDraft = new Map<string, Value>([
      ['id', id],
      ['isdeleted', false],
    ]);
    const now = ADatetime.now();
    for (const key of ['createddate', 'lastmodifieddate', 'systemmodstamp'])
      if (so.fields.has(key)) row.set(key, now);
    for (const field of so.fields.values()) if (field.T === t.boolean) row.set(field.key, false);
    for (const [name, value] of Object.entries(values)) row.set(name.toLowerCase(), value);
    if (logged) this.db.write(so.key, id, row);
    else this.db.put(so.key, id, undefined, row);
    return id;
  }

  /** The id of a class's ApexClass record. */
  classId(name: string): string | null {
    const [row] = this.db.by('apexclass', 'name', name);
    return row ? idOf(row) : null;
  }

  recordTypeId(so: SObjectInfo, name: string): string | null {
    for (const row of this.db.rows('recordtype'))
      if (row.get('sobjecttype') === so.name && row.get('developername') === name) return idOf(row);
    return null;
  }

  /** The id of the standard price book, which is made when it is first asked for. */
  standardPricebook(): string {
    for (const row of this.db.rows('pricebook2')) if (row.get('isstandard') === true) return idOf(row);
    return this.add('Pricebook2', { Name: 'Standard Price Book', IsActive: true, IsStandard: true });
  }

  /** Metadata.Operations.enqueueDeployment of custom metadata. */
  applyDeployment(items: readonly PObj[], callback: Value, id: string): void {
    queueDeployment(this, items, callback, id);
  }

  /** Metadata.Operations.retrieve of custom metadata. */
  retrieveMdt(names: readonly string[]): Value[] {
    return retrieveRecords(this, names);
  }
}

R.fromText = fromText;

export { R };
