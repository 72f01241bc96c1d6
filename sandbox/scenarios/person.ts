/** Somebody at the org's pages: logs in there and calls Apex as the components do, by HTTP only. */
export class Person {
  readonly #url: string;
  readonly #cookie: string;

  private constructor(url: string, cookie: string) {
    this.#url = url;
    this.#cookie = cookie;
  }

  static async login(url: string, username: string): Promise<Person> {
    const reply = await fetch(`${url}/lightning/login`, {
      method: 'POST',
      body: new URLSearchParams({ username }),
      redirect: 'manual',
    });
    const [cookie = ''] = reply.headers.getSetCookie()[0]?.split(';') ?? [];
    if (!cookie) throw new Error(`${username} could not log in: ${reply.status}`);
    return new Person(url, cookie);
  }

  /** Saves fields of a record as a page does. */
  update(recordId: string, fields: object): Promise<unknown> {
    return this.#send('PATCH', `ui-api/records/${recordId}`, { fields });
  }

  /** Opens a page, for what its first visit begins. */
  async visit(path: string): Promise<void> {
    await fetch(`${this.#url}${path}`, { headers: { cookie: this.#cookie } });
  }

  /** Calls `Class.method`; rejects with the words that the page would show. */
  async call<Answer>(name: string, values: object = {}): Promise<Answer> {
    return (await this.#send('POST', `apex/${name.replace('.', '/')}`, values)) as Answer;
  }

  async #send(method: string, path: string, body: object): Promise<unknown> {
    const reply = await fetch(`${this.#url}/pages/${path}`, {
      method,
      headers: { cookie: this.#cookie, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await reply.text();
    const answer: unknown = text === '' ? undefined : JSON.parse(text);
    if (!reply.ok) throw new Error((answer as { message?: string }).message ?? text);
    return answer;
  }
}
