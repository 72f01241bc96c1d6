import express, { type Response, type Router } from 'express';
import { z } from 'zod';
import type { SessionUser } from '../../org/oauth/sessions.ts';
import { readApexMethods } from '../metadata/apex-methods.ts';
import { readPermissionSets } from '../metadata/permissions.ts';
import { viewerOf } from './access.ts';
import { callApex } from './apex.ts';
import { PageError, type PagesParts } from './parts.ts';
import { objectOfId, readRecord, saveRecord } from './records.ts';
import { session } from './session.ts';

const row = z.record(z.string(), z.unknown());

/** What the components of a page ask, as the page's user: Apex, records, descriptions, platform events. */
export function calls(router: Router, parts: PagesParts): void {
  router.use('/pages', express.json({ limit: '4mb', strict: false }), (req, res, next) => {
    res.locals['user'] = session(parts, req);
    if (!res.locals['user']) throw new PageError(401, 'Your session has ended. Log in again.');
    next();
  });
  const userOf = (res: Response) => (res.locals['user'] as SessionUser).id;
  router.post('/pages/apex/:class/:method', async (req, res) => {
    const viewer = await viewerOf(parts, readPermissionSets(parts.folders), userOf(res));
    const methods = await readApexMethods(parts.folders);
    const { class: apexClass, method } = req.params;
    res.json(await callApex(parts, methods, viewer, `${apexClass}.${method}`, row.parse(req.body ?? {})));
  });
  router.get('/pages/events', (req, res) => parts.events.stream(req, res));
  const names = (value: unknown) =>
    String(value ?? '')
      .split(',')
      .filter(Boolean);
  const record = (res: Response, id: string, fields: string[], optional: string[] = []) =>
    readRecord(parts, userOf(res), id, fields, optional);
  router.get('/pages/ui-api/records/:id', async (req, res) => {
    const { fields, optionalFields } = req.query;
    res.json(await record(res, req.params.id, names(fields), names(optionalFields)));
  });
  router.patch('/pages/ui-api/records/:id', async (req, res) => {
    const { fields } = z.object({ fields: row }).parse(req.body);
    const { name } = (await objectOfId(parts, req.params.id)).describe;
    await saveRecord(parts, userOf(res), name, { ...fields, Id: req.params.id });
    res.json(
      await record(
        res,
        req.params.id,
        [],
        Object.keys(fields).map((field) => `${name}.${field}`),
      ),
    );
  });
  router.post('/pages/ui-api/records', async (req, res) => {
    const { apiName, fields } = z.object({ apiName: z.string(), fields: row }).parse(req.body);
    const id = await saveRecord(parts, userOf(res), apiName, fields);
    res.status(201).json(
      await record(
        res,
        id,
        [],
        Object.keys(fields).map((field) => `${apiName}.${field}`),
      ),
    );
  });
  router.delete('/pages/ui-api/records/:id', async (req, res) => {
    const { name } = (await objectOfId(parts, req.params.id)).describe;
    await parts.org.delete(name, req.params.id, { user: userOf(res), access: 'user' });
    res.status(204).end();
  });
  router.get('/pages/ui-api/object-info/:object', async (req, res) => {
    const { describe } = await objectNamed(parts, req.params.object);
    const fields = Object.fromEntries(
      describe.fields.map((field) => [
        field.name,
        {
          apiName: field.name,
          label: field.label,
          dataType: field.type,
          inlineHelpText: field.inlineHelpText,
        },
      ]),
    );
    const { name, label, labelPlural } = describe;
    res.json({ apiName: name, label, labelPlural, fields, defaultRecordTypeId: '012000000000000AAA' });
  });
  router.get('/pages/ui-api/object-info/:object/picklist/:field', async (req, res) => {
    const field = (await objectNamed(parts, req.params.object)).field(req.params.field);
    if (!field) throw new PageError(404, `There is no field ${req.params.field}.`);
    const active = field.picklistValues.filter(({ active: isActive }) => isActive);
    res.json({ values: active.map(({ value, label }) => ({ value, label })) });
  });
}

async function objectNamed({ schema }: PagesParts, name: string) {
  const info = await schema.object(name);
  if (!info) throw new PageError(404, `There is no object ${name}.`);
  return info;
}
