import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { requestTypeNames } from '../contract/payloads.ts';
import { postRequests } from '../requests/routes/post-requests.ts';
import type { Inbox } from '../requests/inbox.ts';
import { openApiDocument } from './openapi.ts';
import { route } from './route.ts';

const inbox: Inbox = {
  accept: () => Promise.resolve([]),
  replay: () => Promise.reject(new Error('not called')),
  replayAll: () => Promise.reject(new Error('not called')),
};
const echo = route({
  method: 'get',
  path: '/v1/echo/{word}',
  summary: 'Say it again',
  params: z.strictObject({ word: z.string() }),
  query: z.strictObject({ times: z.string().optional() }),
  reply: { status: 200, description: 'The word.', schema: z.object({ word: z.string() }) },
  problems: ['NOT_FOUND'],
  handle: ({ params }) => Promise.resolve({ body: { word: params.word } }),
});

describe('the OpenAPI document', () => {
  it('describes inputs, answers and problems of each route by its schemas', () => {
    const document = openApiDocument([postRequests(inbox), echo], '1.2.3');

    expect(document.openapi).toBe('3.1.0');
    const post = document.paths?.['/v1/requests']?.post;
    expect(Object.keys(post?.responses ?? {}).sort()).toEqual([
      '202',
      '400',
      '401',
      '413',
      '415',
      '500',
      '503',
    ]);
    expect(JSON.stringify(post?.requestBody)).toContain('#/components/schemas/RequestMessage');
    for (const name of requestTypeNames) {
      expect(document.components?.schemas?.[name]).toMatchObject({
        type: 'object',
        additionalProperties: false,
      });
    }
    expect(
      document.paths?.['/v1/echo/{word}']?.get?.parameters?.map(
        (parameter) => 'name' in parameter && parameter.name,
      ),
    ).toEqual(['word', 'times']);
  });
});
