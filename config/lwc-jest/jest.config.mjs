/** The tests of the Lightning Web Components, run by sfdx-lwc-jest: scripts/lwc-jest [pattern] [jest options] */
import sfdx from '@salesforce/sfdx-lwc-jest/config.js';
import { labelModules } from './label-modules.ts';

const here = import.meta.dirname;
const { jestConfig } = sfdx;

export default {
  ...jestConfig,
  roots: ['<rootDir>/force-app', here],
  testMatch: ['<rootDir>/force-app/**/lwc/**/__tests__/**/*.test.js'],
  setupFilesAfterEnv: [...jestConfig.setupFilesAfterEnv, `${here}/setup.cjs`],
  moduleNameMapper: {
    '^@salesforce/label/c\\.(\\w+)$': `${labelModules()}/$1.cjs`,
    // sfdx-lwc-jest has no stub of these, or one that shows nothing of what is put into it.
    '^lightning/(actions|modal|modalHeader|quickActionPanel|select)$': `${here}/mocks/lightning/$1/$1.js`,
  },
  // The LWC transformer's cache does not know about instrumentation: with the default provider a warm cache tells 0 %.
  coverageProvider: 'v8',
};
