/** Objects and fields of the org, in one import. */
export * from './address.ts';
export * from './field.ts';
export * from './schema.ts';
export * from './sobject-info.ts';
