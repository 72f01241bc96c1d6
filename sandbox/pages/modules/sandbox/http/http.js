/** Asks the org as the page's user. Rejects as the platform does: with `{ body, ok, status, statusText }`. */
export async function request(method, path, body) {
  const init = { method };
  if (body !== undefined) {
    init.headers = { 'content-type': 'application/json' };
    init.body = JSON.stringify(body);
  }
  const response = await fetch(path, init);
  const text = await response.text();
  const answer = text === '' ? null : JSON.parse(text);
  if (response.ok) return answer;
  const { status, statusText } = response;
  return Promise.reject({ body: answer, ok: false, status, statusText, headers: {} });
}
