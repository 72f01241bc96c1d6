import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ChangesMessage } from '../contract/subscriptions.ts';

export interface ReceivedDelivery {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly message: ChangesMessage;
}

/** A subscriber on 127.0.0.1 that keeps what it is sent. */
export interface WebhookReceiver {
  readonly url: string;
  /** All that came, refused deliveries included. */
  readonly received: ReceivedDelivery[];
  /** Answers a delivery; 204 when left as it is. */
  answer: (response: ServerResponse, delivery: ReceivedDelivery) => void;
  /** Keys of the changes that were taken, in the order they came. */
  keys(): string[];
  stop(): Promise<void>;
}

export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const received: ReceivedDelivery[] = [];
  const taken: ReceivedDelivery[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const delivery = { headers: request.headers, text, message: JSON.parse(text) as ChangesMessage };
      received.push(delivery);
      response.once('finish', () => {
        if (response.statusCode < 300) taken.push(delivery);
      });
      receiver.answer(response, delivery);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const receiver: WebhookReceiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    answer: (response) => response.writeHead(204).end(),
    keys: () => taken.flatMap(({ message }) => message.data.changes?.map(({ key }) => key) ?? []),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return receiver;
}
