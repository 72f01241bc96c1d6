import { z } from 'zod';
import {
  mappedTable,
  mappingReply,
  previewBody,
  previewReply,
  sageFieldsReply,
} from '../../contract/mapping.ts';
import { companyCode } from '../../contract/request.ts';
import { route, type Route } from '../../http/route.ts';
import type { CurrentMapping } from '../../mapping/current-mapping.ts';
import { preview } from '../../mapping/preview.ts';
import { mappingRevision } from '../../mapping/revision.ts';
import { sageFields } from '../../mapping/sage-fields.ts';
import { ask, questionProblems, type Questions } from '../questions.ts';

/** `GET /v1/sage-fields/{table}`: what may be mapped. */
export function getSageFields(questions: Questions): Route {
  return route({
    method: 'get',
    path: '/v1/sage-fields/{table}',
    summary: 'List the fields of a table of Sage that may be mapped',
    params: z.strictObject({ table: mappedTable }),
    query: z.strictObject({ company: companyCode.optional() }),
    reply: { status: 200, description: 'The fields, custom ones (UDF) first.', schema: sageFieldsReply },
    problems: questionProblems,
    async handle({ params: { table }, query: { company } }) {
      const fields = await ask(questions, company, (site) => sageFields(site.tables, site.company, table));
      return { body: { table, fields } };
    },
  });
}

/** `GET /v1/mapping`: the mapping that the gateway works with. */
export function getMapping(mapping: CurrentMapping): Route {
  return route({
    method: 'get',
    path: '/v1/mapping',
    summary: 'Show the field mapping in use',
    query: z.strictObject({
      revision: z.string().max(40).optional().meta({ description: 'the revision that the caller knows of' }),
    }),
    reply: { status: 200, description: 'Its revision and rows.', schema: mappingReply },
    problems: [],
    async handle({ query: { revision } }) {
      const loaded = await mapping.get(revision);
      return {
        body: {
          revision: mapping.revision(),
          rows: [...(loaded?.rows ?? [])],
          loadedAt: loaded?.loadedAt.toISOString() ?? null,
        },
      };
    },
  });
}

/** `POST /v1/mapping/preview`: a draft mapping on a real record. */
export function postMappingPreview(questions: Questions): Route {
  return route({
    method: 'post',
    path: '/v1/mapping/preview',
    summary: 'Try a draft of the field mapping on a real record',
    body: previewBody,
    reply: {
      status: 200,
      description: 'What each row toward Salesforce gives, and whether values toward Sage fit.',
      schema: previewReply,
    },
    problems: questionProblems,
    async handle({ body: { company, ...request } }) {
      const made = await ask(questions, company, (site) => preview(site.tables, site.company, request));
      return {
        body: {
          revision: mappingRevision(request.rows),
          found: made.found,
          values: made.values.map(({ row, value, faults, warnings }) => ({
            row,
            value,
            faults: [...faults],
            warnings: warnings.map(({ message, path }) => ({ message, ...(path && { path }) })),
          })),
          fields: made.fields.map(({ name, value, faults }) => ({ name, value, faults: [...faults] })),
        },
      };
    },
  });
}
