import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import lwc, { type RollupLwcOptions } from '@lwc/rollup-plugin';
import type { Plugin } from 'vite';

/** What we use of the LWC plugin; its hooks are called with Vite's own context. */
interface Compiler {
  readonly version: string;
  buildStart(this: unknown, options: { input: string[] }): void;
  resolveId(this: unknown, id: string, importer: string): string | undefined;
  load(this: unknown, id: string): string | undefined;
  transform(this: unknown, code: string, id: string): Compiled | undefined;
}
interface Compiled {
  readonly code: string;
}
/** Its types describe another kind of module than it is. */
const newCompiler = lwc as unknown as (options: RollupLwcOptions) => Compiler;

/**
 * Vite takes ids that end in .html and .css for its own kind of file, so templates and stylesheets of components travel
 * under a script's name: `x.html` as `x.html.lwc.mjs`, `x.scoped.css?scoped=true` as `x.scoped.css.lwc.mjs?scoped=true`.
 */
const MARK = '.lwc.mjs';
const hidden = (id: string): string => id.replace(/\.(html|css)(?=\?|$)/, (end) => end + MARK);
const shown = (id: string): string => id.replace(MARK, '');

/** Compiles Lightning Web Components with the official compiler. What lies in node_modules is kept compiled in `cache`. */
export function lwcPlugin(options: RollupLwcOptions & { rootDir: string }, cache: string): Plugin {
  const compiler = newCompiler(options);
  const salt = JSON.stringify([compiler.version, { ...options, modules: undefined, rootDir: undefined }]);
  return {
    name: 'lwc',
    enforce: 'pre',
    buildStart() {
      sameVersion(compiler.version, options.rootDir);
      compiler.buildStart.call(this, { input: [options.rootDir] });
    },
    resolveId(id, importer) {
      if (!importer || id.startsWith('\0')) return null;
      // Components may lie outside of this project: what they import by name is found from here.
      const outside = !/^[./]/.test(id) && !importer.includes('/node_modules/');
      const from = outside ? join(options.rootDir, 'index.js') : shown(importer);
      const found = compiler.resolveId.call(this, shown(id), from);
      return found === undefined ? null : hidden(found);
    },
    load(id) {
      if (!id.includes(MARK) && !id.includes('specifier=') && !id.startsWith('@lwc/resources')) return null;
      return compiler.load.call(this, shown(id)) ?? readFileSync(fileOf(shown(id)), 'utf8');
    },
    transform(code, id) {
      if (id.startsWith('\0')) return null;
      const compile = () => compiler.transform.call(this, code, shown(id)) ?? null;
      if (!id.includes('/node_modules/')) return compile();
      const key = createHash('sha256')
        .update([salt, shown(id), code].join('\0'))
        .digest('hex');
      return kept(join(cache, key.slice(0, 2), key), compile);
    },
  };
}

const fileOf = (id: string): string => id.split('?')[0] ?? id;

/** A compiled file of the cache, or a new one that is put there; null = the compiler leaves the file alone. */
function kept(file: string, compile: () => Compiled | null): Compiled | null {
  if (existsSync(file)) return { code: readFileSync(file, 'utf8') };
  const compiled = compile();
  if (compiled) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.${process.pid}`, compiled.code);
    renameSync(`${file}.${process.pid}`, file);
  }
  return compiled;
}

/** npm may put another engine beside the compiler; templates would then fail in odd ways. */
function sameVersion(wanted: string, folder: string): void {
  const require = createRequire(join(folder, 'index.js'));
  for (const name of ['@lwc/engine-dom', '@lwc/synthetic-shadow']) {
    const { version } = require(`${name}/package.json`) as { version: string };
    if (version !== wanted)
      throw new Error(`${name} is ${version}, the LWC compiler ${wanted}; pin one version`);
  }
}
