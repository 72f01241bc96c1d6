// @ts-nocheck -- ported file by file: this one still waits for its types
// Platform-maintained values of standard objects: names, stages, totals, status codes.
import { R } from '../runtime/rt.ts';
import { Dec, toDec } from '../runtime/decimal.ts';
import { ADate, clock } from '../runtime/temporal.ts';
import { stageNamed } from '../schema/standard/stages.ts';
import { indexedBy } from './indexed.ts';
import { userPermission } from './access.ts';

const g = (r, k) => r.get(k) ?? null;
// runs on the row about to be saved; returns an error or null
export function beforeSave(so, row, old) {
  switch (so.name) {
    case 'Contact': case 'Lead': case 'User': case 'Individual': {
      row.set('name', [g(row, 'firstname'), g(row, 'lastname')].filter(Boolean).join(' ') || null);
      if (so.name === 'User' && !old) { if (g(row, 'communitynickname') === null) row.set('communitynickname', String(g(row, 'username')).split('@')[0]); if (g(row, 'usertype') === null) row.set('usertype', 'Standard'); }
      break;
    }
    case 'Account': if (g(row, 'ispersonaccount') === null) row.set('ispersonaccount', false); break;
    case 'Opportunity': {
      const stage = stageNamed(String(g(row, 'stagename'))); const st = [stage.closed, stage.won, stage.probability, stage.forecast];
      row.set('isclosed', st[0]); row.set('iswon', st[1]);
      if (!old || g(old, 'stagename') !== g(row, 'stagename')) {
        if (g(row, 'probability') === null || (old && toDec(g(old, 'probability'))?.cmp(toDec(g(row, 'probability'))) === 0)) row.set('probability', new Dec(BigInt(st[2]), 0));
        row.set('forecastcategory', st[3]); row.set('forecastcategoryname', st[3] === 'BestCase' ? 'Best Case' : st[3]);
      }
      if (old && g(old, 'pricebook2id') !== null && g(old, 'pricebook2id') !== g(row, 'pricebook2id') && indexedBy('OpportunityLineItem', 'opportunityid', row.get('id')).length) return ['FIELD_INTEGRITY_EXCEPTION', 'field integrity exception: Pricebook2Id (the price book cannot change while the opportunity has products)', ['Pricebook2Id']];
      if (g(row, 'hasopportunitylineitem') === null) row.set('hasopportunitylineitem', false);
      const p = g(row, 'probability'), a = g(row, 'amount');
      row.set('expectedrevenue', p !== null && a !== null ? toDec(a).mul(toDec(p)).mul(new Dec(1n, 2)).setScale(2) : null);
      const c = g(row, 'closedate');
      if (c) { row.set('fiscalyear', c.year); row.set('fiscalquarter', Math.ceil(c.month / 3)); row.set('fiscal', c.year + ' ' + Math.ceil(c.month / 3)); }
      break;
    }
    case 'OpportunityLineItem': case 'OrderItem': case 'QuoteLineItem': {
      const pbe = g(row, 'pricebookentryid') && R.org.db.get('pricebookentry', g(row, 'pricebookentryid'));
      if (pbe) {
        row.set('product2id', g(pbe, 'product2id'));
        const prod = R.org.db.get('product2', g(pbe, 'product2id'));
        row.set('listprice', g(pbe, 'unitprice'));
        if (so.fields.has('productcode')) row.set('productcode', prod && g(prod, 'productcode'));
        if (g(row, 'unitprice') === null && (so.name !== 'OpportunityLineItem' || g(row, 'totalprice') === null)) row.set('unitprice', g(pbe, 'unitprice'));
      }
      if (!old && so.name === 'OpportunityLineItem' && g(row, 'unitprice') !== null && g(row, 'totalprice') !== null) return ['FIELD_INTEGRITY_EXCEPTION', 'field integrity exception: unknown (only one may be specified: unit price, total price)', ['UnitPrice', 'TotalPrice']];
      const q = g(row, 'quantity');
      if (q !== null && toDec(q).isZero() && so.name !== 'QuoteLineItem') return ['FIELD_INTEGRITY_EXCEPTION', 'Quantity must be nonzero', ['Quantity']];
      const oldTot = old && g(old, 'totalprice'), tot = g(row, 'totalprice');
      const totSet = so.name === 'OpportunityLineItem' && tot !== null && (!old ? true : toDec(oldTot)?.cmp(toDec(tot)) !== 0);
      if (totSet && (g(row, 'unitprice') === null || old)) row.set('unitprice', toDec(tot).div(toDec(q)).setScale(2));
      else if (q !== null && g(row, 'unitprice') !== null) {
        let x = toDec(q).mul(toDec(g(row, 'unitprice')));
        if (so.fields.has('subtotal')) row.set('subtotal', x.setScale(2));
        const d = so.fields.has('discount') ? g(row, 'discount') : null;
        if (d !== null) x = x.mul(new Dec(100n, 0).sub(toDec(d))).mul(new Dec(1n, 2));
        row.set('totalprice', x.setScale(2));
      }
      if (so.name === 'OpportunityLineItem') {
        const opp = R.org.db.get('opportunity', g(row, 'opportunityid'));
        if (!old && opp && pbe) {
          if (g(opp, 'pricebook2id') === null) { const c = new Map(opp); c.set('pricebook2id', g(pbe, 'pricebook2id')); R.org.db.write('opportunity', opp.get('id'), c); } else if (g(opp, 'pricebook2id') !== g(pbe, 'pricebook2id')) return ['FIELD_INTEGRITY_EXCEPTION', 'The pricebook entry is in a different pricebook than the one assigned to the opportunity', ['PricebookEntryId']];
        }
        const prod = row.get('product2id') && R.org.db.get('product2', row.get('product2id'));
        row.set('name', [opp && g(opp, 'name'), prod && g(prod, 'name')].filter(Boolean).join(' ') || null);
      }
      if (so.name === 'OrderItem' && old && activated(g(row, 'orderid')) && !mayEditActivated()) return NO_EDIT;
      if (so.name === 'OrderItem' && !old && pbe) {
        const o = R.org.db.get('order', g(row, 'orderid'));
        if (o && g(o, 'pricebook2id') === null) return ['FIELD_INTEGRITY_EXCEPTION', 'Before adding order products, set the price book on the order: field integrity exception: Pricebook2Id', []];
        if (o && g(o, 'pricebook2id') !== g(pbe, 'pricebook2id')) return ['FIELD_INTEGRITY_EXCEPTION', 'The price book entry must be in the same price book as the order: field integrity exception: PricebookEntryId (pricebook entry is in a different pricebook than the one assigned to the order)', ['PricebookEntryId']];
        if (o && g(o, 'statuscode') === 'Activated') return ['FAILED_ACTIVATION', 'An activated order cannot have products added', []];
      }
      break;
    }
    case 'PricebookEntry': {
      const p = R.org.db.get('product2', g(row, 'product2id'));
      row.set('name', p && g(p, 'name')); row.set('productcode', p && g(p, 'productcode'));
      if (g(row, 'usestandardprice') === null) row.set('usestandardprice', false);
      if (g(row, 'isactive') === null) row.set('isactive', false);
      const pb = R.org.db.get('pricebook2', g(row, 'pricebook2id'));
      if (!old) for (const r of indexedBy('PricebookEntry', 'product2id', g(row, 'product2id'))) if (r.get('pricebook2id') === g(row, 'pricebook2id') && (r.get('currencyisocode') ?? null) === g(row, 'currencyisocode')) return ['DUPLICATE_VALUE', 'This price definition already exists in this price book', []];
      if (!old && pb && g(pb, 'isstandard') !== true) {
        let std = false;
        for (const r of indexedBy('PricebookEntry', 'product2id', g(row, 'product2id'))) if (R.org.db.get('pricebook2', r.get('pricebook2id'))?.get('isstandard') === true) std = true;
        if (!std) return ['STANDARD_PRICE_NOT_DEFINED', 'Before creating a custom price, create a standard price.', []];
      }
      break;
    }
    case 'Pricebook2': if (g(row, 'isstandard') === null) row.set('isstandard', false); break;
    case 'Order': {
      const s = g(row, 'status');
      if (!old && s !== null && s !== 'Draft') return ['FAILED_ACTIVATION', 'Choose a valid order status and save your changes. Ask your admin for details. (status must be Draft on creation)', ['Status']];
      const locked = old && lockedOrder(so, row, old);
      if (locked) return locked;
      row.set('statuscode', s === 'Activated' ? 'Activated' : 'Draft');
      if (old && s === 'Activated' && g(old, 'status') !== 'Activated') {
        if (!indexedBy('OrderItem', 'orderid', row.get('id')).length) return ['FAILED_ACTIVATION', 'An order must have at least one product.', []];
        row.set('activateddate', new R.ADatetime(clock.now())); row.set('activatedbyid', R.user);
      }
      if (g(row, 'totalamount') === null) row.set('totalamount', new Dec(0n, 2));
      break;
    }
    case 'Case': { const c = /^closed$/i.test(g(row, 'status') || ''); row.set('isclosed', c); if (c && g(row, 'closeddate') === null) row.set('closeddate', new R.ADatetime(clock.now())); break; }
    case 'Task': row.set('isclosed', /^completed$/i.test(g(row, 'status') || '')); row.set('ishighpriority', /^high$/i.test(g(row, 'priority') || '')); {
      const w = g(row, 'whatid');
      if (w && w.startsWith('001')) row.set('accountid', w); else if (w && w.startsWith('006')) row.set('accountid', R.org.db.find(w)?.get('accountid') ?? null);
      break;
    }
    case 'ContentVersion': {
      if (!old) {
        row.set('islatest', true);
        const p = String(g(row, 'pathonclient') || g(row, 'title') || '');
        const ext = p.includes('.') ? p.split('.').pop() : null;
        row.set('fileextension', ext); row.set('filetype', ext ? ({ jpg: 'JPG', jpeg: 'JPG', png: 'PNG', pdf: 'PDF', txt: 'TEXT', csv: 'CSV', docx: 'WORD_X', doc: 'WORD', xlsx: 'EXCEL_X', xls: 'EXCEL', html: 'HTML', json: 'JSON', zip: 'ZIP' }[ext.toLowerCase()] || ext.toUpperCase()) : 'UNKNOWN');
        if (g(row, 'title') === null) row.set('title', p.replace(/\.[^.]+$/, ''));
        const d = g(row, 'versiondata'); row.set('contentsize', d ? d.b.length : 0);
      }
      break;
    }
    case 'Attachment': { const d = g(row, 'body'); row.set('bodylength', d ? d.b.length : 0); break; }
    case 'Group': if (g(row, 'developername') === null) row.set('developername', String(g(row, 'name')).replace(/\W+/g, '_')); if (g(row, 'type') === null) row.set('type', 'Regular'); break;
    case 'PermissionSetAssignment': row.set('isactive', true); break;
    default:
  }
  return null;
}
// activated orders: account and contract are fixed, the rest needs "Edit Activated Orders", nothing is deleted
const NO_EDIT = ['FIELD_INTEGRITY_EXCEPTION', 'field integrity exception (an activated order can only be edited with the permission Edit Activated Orders)', []];
const activated = (id) => { const o = id && R.org.db.get('order', id); return !!o && g(o, 'statuscode') === 'Activated'; };
const mayEditActivated = () => userPermission('EditActivatedOrders');
const same = (a, b) => a === b || (a !== null && b !== null && String(a) === String(b));
function lockedOrder(so, row, old) {
  if (g(old, 'statuscode') !== 'Activated') return g(row, 'status') === 'Activated' && !userPermission('ActivateOrder') ? ['FAILED_ACTIVATION', 'You do not have the permission to activate orders', ['Status']] : null;
  if (g(row, 'status') !== 'Activated') return null; // back to draft
  for (const k of ['accountid', 'contractid', 'pricebook2id']) if (!same(g(old, k), g(row, k))) return ['FIELD_INTEGRITY_EXCEPTION', `field integrity exception: ${so.fieldName(k)} (cannot be changed on an activated order)`, [so.fieldName(k)]];
  const edited = [...so.fields.values()].some((f) => !f.readonly && !f.formula && !same(g(old, f.key), g(row, f.key)));
  return edited && !mayEditActivated() ? NO_EDIT : null;
}
/** Why a record may not be deleted, or null. */
export function beforeDelete(so, row) {
  if (so.name === 'Order' && g(row, 'statuscode') === 'Activated') return ['DELETE_FAILED', 'An activated order cannot be deleted', []];
  if (so.name === 'OrderItem' && activated(g(row, 'orderid'))) return ['FAILED_ACTIVATION', 'Products of an activated order cannot be deleted', []];
  return null;
}
// totals that a line keeps on its parent; summed once a chunk, not once a line
const TOTALS = {
  OpportunityLineItem: ['Opportunity', 'opportunityid', (c, ls, del) => {
    if (ls.length || del) c.set('amount', sum(ls, 'totalprice', 2));
    c.set('hasopportunitylineitem', ls.length > 0);
    c.set('totalopportunityquantity', sum(ls, 'quantity', 2));
    const p = g(c, 'probability');
    c.set('expectedrevenue', p === null || g(c, 'amount') === null ? null : toDec(g(c, 'amount')).mul(toDec(p)).mul(new Dec(1n, 2)).setScale(2));
  }],
  OrderItem: ['Order', 'orderid', (c, ls) => c.set('totalamount', sum(ls, 'totalprice', 2))],
  QuoteLineItem: ['Quote', 'quoteid', (c, ls) => { const s = sum(ls, 'totalprice', 2); for (const k of ['totalprice', 'subtotal', 'grandtotal']) c.set(k, s); }]
};
const sum = (rows, k, scale) => rows.reduce((a, r) => a.add(toDec(g(r, k) ?? 0)), new Dec(0n, scale)).setScale(scale);
export function noteParent(parents, so, row) { const x = TOTALS[so.name]; if (x && g(row, x[1])) parents.add(g(row, x[1])); }
export function rollUp(so, parents, deleted) {
  if (!parents.size) return;
  const [parent, fk, fill] = TOTALS[so.name];
  const key = parent.toLowerCase();
  for (const id of parents) {
    const p = R.org.db.get(key, id);
    if (!p) continue;
    const c = new Map(p);
    fill(c, indexedBy(so.name, fk, id), deleted);
    R.org.db.write(key, id, c);
  }
}
// after a row is in the store
export function afterSave(so, row, old, op) {
  const db = R.org.db;
  const touch = (key, id, f) => { const p = db.get(key, id); if (p) { const c = new Map(p); f(c); db.write(key, id, c); } };
  if (so.name === 'ContentVersion' && op === 'insert') {
    let doc = row.get('contentdocumentid');
    if (!doc) {
      const dso = R.org.schema.get('ContentDocument');
      doc = db.newId(dso);
      const m = new Map([['id', doc], ['isdeleted', false], ['createddate', row.get('createddate')], ['createdbyid', R.user], ['ownerid', R.user]]);
      db.write('contentdocument', doc, m);
      const c = new Map(db.get('contentversion', row.get('id'))); c.set('contentdocumentid', doc); db.write('contentversion', row.get('id'), c);
      if (row.get('firstpublishlocationid')) { const lso = R.org.schema.get('ContentDocumentLink'); const lid = db.newId(lso); db.write('contentdocumentlink', lid, new Map([['id', lid], ['contentdocumentid', doc], ['linkedentityid', row.get('firstpublishlocationid')], ['sharetype', 'V'], ['isdeleted', false]])); }
    } else for (const r of indexedBy('ContentVersion', 'contentdocumentid', doc)) if (r.get('id') !== row.get('id')) { const c = new Map(r); c.set('islatest', false); db.write('contentversion', r.get('id'), c); }
    touch('contentdocument', doc, (c) => { for (const k of ['title', 'filetype', 'fileextension', 'contentsize']) c.set(k, row.get(k) ?? null); c.set('latestpublishedversionid', row.get('id')); });
  }
}
export { ADate };
