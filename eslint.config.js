import js from '@eslint/js';
import lwc from '@salesforce/eslint-config-lwc/recommended.js';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const components = [
  'force-app/**/lwc/**/*.js',
  'config/lwc-jest/mocks/**/*.js',
  'sandbox/pages/{host,modules,test}/**/*.js',
];
const componentTests = ['force-app/**/__tests__/**', 'config/lwc-jest/mocks/**'];

export default tseslint.config(
  { ignores: ['**/node_modules/', '**/dist/'] },
  {
    ignores: components,
    extends: [js.configs.recommended, ...tseslint.configs.strict],
    languageOptions: { globals: globals.node },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-invalid-void-type': 'off',
      eqeqeq: 'error',
      'no-console': ['error', { allow: ['error'] }],
    },
  },
  {
    files: ['sage-gateway/src/**/*.ts', 'sandbox/**/*.ts'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
    },
  },
  {
    // Command-line programs talk to their user on standard output.
    files: [
      'scripts/**',
      'sandbox/src/**',
      'sandbox/**/cli*.ts',
      'sandbox/pages/pictures.ts',
      'sandbox/**/bench/**',
      'sage-gateway/bench/**',
    ],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['config/lwc-jest/*.cjs'],
    languageOptions: { globals: { ...globals.jest, document: 'readonly' } },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: components,
    extends: [lwc],
    rules: {
      'no-console': 'error',
      // Prettier takes away the parentheses that it asks for.
      'no-confusing-arrow': 'off',
    },
  },
  {
    files: componentTests,
    languageOptions: { globals: { ...globals.jest, require: 'readonly' } },
    rules: {
      // A test emits whatever its wire adapters shall answer.
      '@lwc/lwc/no-unexpected-wire-adapter-usages': 'off',
      '@lwc/lwc/no-unknown-wire-adapters': 'off',
      '@lwc/lwc/no-async-operation': 'off',
    },
  },
);
