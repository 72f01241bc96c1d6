import { callBody, type OrderTemplate } from './load/order-template.ts';
import type { Server } from './servers/server.ts';

/** Posts `count` orders, 200 a call, one call after the other. Throws unless each is accepted. */
export async function postOrders(
  server: Server,
  template: OrderTemplate,
  run: string,
  count: number,
): Promise<void> {
  for (let sent = 0; sent < count; sent += 200) {
    const size = Math.min(200, count - sent);
    const answer = await fetch(server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...server.headers },
      body: callBody(template, run, sent, size),
    });
    const text = await answer.text();
    const accepted = text.match(/"outcome":"accepted"/gu)?.length ?? 0;
    if (answer.status !== 202 || accepted !== size)
      throw new Error(
        `${accepted} of ${size} orders were accepted: HTTP ${answer.status} ${text.slice(0, 300)}`,
      );
  }
}
