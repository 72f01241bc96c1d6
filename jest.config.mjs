/** One jest run for all TypeScript workspaces; sources are ESM and run as they are. */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/(sage-gateway|sandbox|contract|scripts)/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/sandbox/.*/data/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript' },
          experimental: { keepImportAttributes: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
  testTimeout: 30_000,
};
