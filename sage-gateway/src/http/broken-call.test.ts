import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { answerBrokenCall } from './broken-call.ts';

/** Sends bytes to a server that answers broken calls, and reads the whole answer. */
async function exchange(
  bytes: string,
): Promise<{ status: string; type: string; body: { code: string; status: number } }> {
  const server = createServer().on('clientError', answerBrokenCall).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write(bytes);
  const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');
  server.close();
  return {
    status: head.split(' ')[1] ?? '',
    type: /content-type: (.*)/i.exec(head)?.[1]?.trim() ?? '',
    body: JSON.parse(body) as { code: string; status: number },
  };
}

describe('a call that is not HTTP', () => {
  it('is answered by a problem with a code', async () => {
    const answer = await exchange('NONSENSE\r\n\r\n');
    expect(answer).toMatchObject({
      status: '400',
      type: 'application/problem+json',
      body: { code: 'INVALID_REQUEST', status: 400 },
    });
  });

  it('is told that its headers are too large', async () => {
    const answer = await exchange(`GET / HTTP/1.1\r\nHost: x\r\nX-Large: ${'a'.repeat(20_000)}\r\n\r\n`);
    expect(answer).toMatchObject({ status: '431', body: { code: 'INVALID_REQUEST', status: 431 } });
  });
});
