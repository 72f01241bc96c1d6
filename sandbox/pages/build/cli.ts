// Builds the pages of metadata folders: node sandbox/pages/build/cli.ts OUT CACHE FOLDER...
import { buildPages } from './build.ts';

const [out = '', cache = '', ...folders] = process.argv.slice(2);
try {
  await buildPages(folders, out, cache);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
