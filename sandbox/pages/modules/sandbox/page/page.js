/** What the server says of this page: who looks at it, in which language, and what is on it (server/page-model.ts). */
export const page = window.sandboxPage;
