import { mkdirSync, renameSync, rmSync, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { readApexMethods } from '../metadata/apex-methods.ts';
import { readBundles } from '../metadata/bundles.ts';
import { readTexts } from '../metadata/labels.ts';
import { usedIcons } from './icons.ts';
import { lwcPlugin } from './lwc-plugin.ts';
import { salesforceModules } from './salesforce-modules.ts';

const pages = join(import.meta.dirname, '..');
const own = join(pages, 'modules');
const baseComponents = dirname(
  createRequire(import.meta.url).resolve('lightning-base-components/package.json'),
);

/**
 * Compiles all components below the folders with the real engine and base components into the folder `out`; `cache` keeps
 * compiled base components. Throws with a sentence when a component uses what is not there. Takes 6-10 s, 2-3 s with the cache.
 */
export async function buildPages(folders: readonly string[], out: string, cache: string): Promise<void> {
  const bundles = readBundles(folders);
  const parts = {
    bundles,
    texts: readTexts(folders),
    methods: await readApexMethods(folders),
    icons: usedIcons([...folders, join(pages, 'server'), own, join(baseComponents, 'src/lightning')]),
    own,
    baseComponents,
  };
  const components = {
    rootDir: own,
    modules: [
      ...bundles.map(({ name, file }) => ({ name: `c/${name}`, path: file })),
      { npm: 'lightning-base-components' },
    ],
    exclude: ['**/node_modules/lwc/**', '**/node_modules/@lwc/**', '**/pages/host/**'],
    enableDynamicComponents: true,
    enableLwcOn: true,
    // The combobox attaches element internals, which synthetic shadow refuses otherwise.
    enableSyntheticElementInternals: true,
    apiVersion: 66,
  };
  const unfinished = `${out}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  try {
    await build({
      configFile: false,
      root: join(pages, 'host'),
      base: '/lightning/bundle/',
      publicDir: false,
      logLevel: 'warn',
      plugins: [salesforceModules(parts), lwcPlugin(components, cache)],
      define: {
        'process.env.IS_BROWSER': 'true',
        'process.env.FORCE_NATIVE_SHADOW_MODE_FOR_TEST': 'false',
        'process.env.SKIP_LWC_VERSION_MISMATCH_CHECK': '"false"',
        'import.meta.env.SSR': 'false',
      },
      build: {
        outDir: unfinished,
        emptyOutDir: true,
        target: 'es2022',
        minify: false,
        modulePreload: false,
        chunkSizeWarningLimit: 8000,
        rolldownOptions: {
          // Two scripts, because synthetic shadow must run before any chunk that holds the engine.
          input: { synthetic: join(pages, 'host/synthetic.js'), host: join(pages, 'host/host.js') },
          output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
          onLog: (level, log, next) => {
            // Of the base components' own sources.
            if (!/lightning-base-components/.test(`${log.message}${log.id ?? ''}${log.loc?.file ?? ''}`))
              next(level, log);
          },
        },
      },
    });
    if (!existsSync(out)) renameSync(unfinished, out);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}
