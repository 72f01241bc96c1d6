import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

const pages = join(import.meta.dirname, '..');
const root = join(pages, '..', '..');
const cache = join(root, 'node_modules', '.cache', 'pages');
const program = join(import.meta.dirname, 'cli.ts');
const KEPT = 6;
const LONGEST_BUILD_MS = 180_000;

/** What a build is made of: components, texts, the Apex they call, and our own pages. */
const SOURCES =
  '**/{lwc/**/*.{js,html,css,json},lwc/**/*.js-meta.xml,*.labels-meta.xml,*.translation-meta.xml,*Controller.cls}';
const OWN = '{build,host,metadata,modules,server}/**/*.{ts,js,html,css}';

/** The compiled components of some metadata folders; builds them when they are not what the sources are now. */
export class PageBundle {
  readonly #folders: readonly string[];
  #building: { key: string; done: Promise<string> } | undefined;

  constructor(folders: readonly string[]) {
    this.#folders = folders;
  }

  /** The folder with the built files. Rejects with the compiler's words when the sources do not build. */
  async folder(): Promise<string> {
    const key = this.#fingerprint();
    const out = join(cache, 'out', key);
    if (existsSync(out)) return out;
    if (this.#building?.key !== key) {
      const done = runBuild(this.#folders, out).finally(() => (this.#building = undefined));
      this.#building = { key, done };
    }
    return this.#building.done;
  }

  #fingerprint(): string {
    const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
    const add = (folder: string, pattern: string) => {
      for (const file of globSync(pattern, {
        cwd: folder,
        exclude: (path) => path === '__tests__',
      }).toSorted())
        hash.update(`\0${file}\0`).update(readFileSync(join(folder, file)));
    };
    add(pages, OWN);
    for (const folder of this.#folders) add(folder, SOURCES);
    return hash.digest('hex').slice(0, 20);
  }
}

/** Builds in a process of its own: the compiler keeps a processor busy for seconds, and wants NODE_ENV=development for LWC's own checks. */
async function runBuild(folders: readonly string[], out: string): Promise<string> {
  mkdirSync(join(cache, 'out'), { recursive: true });
  const child = spawn(
    process.execPath,
    ['--no-warnings', program, out, join(cache, 'compiled'), ...folders],
    {
      env: { ...process.env, NODE_ENV: 'development' },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: LONGEST_BUILD_MS,
    },
  );
  let told = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (told += text));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`the components could not be built:\n${told}`);
  forgetOld();
  return out;
}

function forgetOld(): void {
  const folder = join(cache, 'out');
  const builds = readdirSync(folder)
    .map((name) => ({ path: join(folder, name), at: statSync(join(folder, name)).mtimeMs }))
    .toSorted((a, b) => b.at - a.at);
  for (const { path } of builds.slice(KEPT)) rmSync(path, { recursive: true, force: true });
}
