import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import express, { Router } from 'express';

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Sage 100 Connect gateway</title>
    <link rel="stylesheet" href="docs/swagger-ui.css">
    <link rel="icon" href="docs/favicon-32x32.png">
  </head>
  <body>
    <div id="ui"></div>
    <script src="docs/swagger-ui-bundle.js"></script>
    <script src="docs/start.js"></script>
  </body>
</html>
`;
const start = `SwaggerUIBundle({ url: 'openapi.json', dom_id: '#ui', deepLinking: true, validatorUrl: null });\n`;

/** Browsable documentation at /docs, from files of the installation only: nothing is fetched from elsewhere. */
export function docs(): Router {
  const files = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const router = Router({ strict: true });
  router.get('/docs', (_request, response) => {
    response.type('html').send(page);
  });
  // The page names its files relative to /docs, so that it also works below a path of a reverse proxy.
  router.get('/docs/', (_request, response) => response.redirect('../docs'));
  router.get('/docs/start.js', (_request, response) => {
    response.type('js').send(start);
  });
  router.use('/docs', express.static(files, { index: false, redirect: false, maxAge: '1d' }));
  return router;
}
