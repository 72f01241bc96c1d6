import type { PageModel } from './page-model.ts';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const text = (value: string): string =>
  value.replace(/[&<>"]/g, (character) => escapes[character] ?? character);

const frame = (title: string, language: string, head: string, body: string): string => `<!doctype html>
<html lang="${text(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/lightning/slds/styles/salesforce-lightning-design-system.min.css">
<link rel="stylesheet" href="/lightning/host/host.css">
${head}
</head>
<body>
${body}
</body>
</html>
`;

/** A page of the app; the scripts mount the components. */
export function pageHtml(model: PageModel): string {
  const data = JSON.stringify(model).replaceAll('<', '\\u003c');
  const head = `<script>window.sandboxPage = ${data}; window.process = { env: {} };</script>
<script type="module" src="/lightning/bundle/synthetic.js"></script>
<script type="module" src="/lightning/bundle/host.js"></script>`;
  return frame(`${model.title} | ${model.app}`, model.language, head, '');
}

/** The sandbox's login: a button for each user, no password. */
export function loginHtml(users: readonly { username: string; name: string; profile: string }[]): string {
  const buttons = users.map(
    ({ username, name, profile }) => `<li class="slds-m-bottom_small">
<button class="slds-button slds-button_neutral slds-size_1-of-1" name="username" value="${text(username)}">${text(name)} (${text(profile)})</button>
</li>`,
  );
  return frame(
    'Log in',
    'en',
    '',
    `<main class="slds-p-around_xx-large login">
<h1 class="slds-text-heading_large slds-m-bottom_medium">Log in to the sandbox</h1>
<form method="post" action="/lightning/login"><ul>${buttons.join('\n')}</ul></form>
</main>`,
  );
}

export const errorHtml = (message: string): string =>
  frame(
    'Error',
    'en',
    '',
    `<main class="slds-p-around_xx-large"><h1 class="slds-text-heading_large">This page cannot be shown</h1>
<pre class="slds-m-top_medium">${text(message)}</pre><p><a href="/lightning">To the start</a></p></main>`,
  );
