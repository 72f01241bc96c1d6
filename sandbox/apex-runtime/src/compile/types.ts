/** The type model of the compiler and of run-time values, in one import. */
export * from './apex-type.ts';
export * from './assignability.ts';
export * from './define.ts';
export * from './platform.ts';
export * from './signature.ts';
