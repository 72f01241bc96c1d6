/** The values of a running program, in one import. */
export * from './collections.ts';
export * from './equality.ts';
export * from './ids.ts';
export * from './objects.ts';
export * from './text.ts';
