import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import express, { type Router } from 'express';
import type { PageBundle } from '../build/bundle.ts';

const require = createRequire(import.meta.url);
const packageFolder = (name: string) => dirname(require.resolve(`${name}/package.json`));

/** Scripts, styles, icons and fonts of the pages. */
export function assets(router: Router, bundle: PageBundle): void {
  const files = { fallthrough: false, index: false };
  const slds = join(packageFolder('@salesforce-ux/design-system'), 'assets');
  router.use('/lightning/slds', express.static(slds, files));
  router.use('/assets/icons', express.static(join(slds, 'icons'), files));
  router.use('/lightning/fonts', express.static(join(packageFolder('@fontsource/roboto'), 'files'), files));
  router.use('/lightning/host', express.static(join(import.meta.dirname, '..', 'host'), files));
  router.get('/lightning/bundle/:file', async (req, res) => {
    res.sendFile(req.params.file, { root: await bundle.folder(), headers: { 'Cache-Control': 'no-cache' } });
  });
}
