import { Decimal } from 'decimal.js';
import type { SalesforceClient } from '../salesforce-client.ts';

/** A row of report/orders.csv: what became of one opportunity. Decimals as text. */
export interface OrderRow {
  readonly ExternalKey: string;
  readonly Outcome: 'placed' | 'refused' | 'failed' | 'waiting' | 'open';
  readonly SalesOrderNo: string;
  readonly Lines: number;
  readonly Quantity: string;
  readonly Merchandise: string;
  readonly Error: string;
}

/** An order row with the key to look it up by in the gateway and in Sage. */
export interface OrderOutcome {
  readonly row: OrderRow;
  readonly requestKey: string | undefined;
}

interface Opportunity {
  readonly Id: string;
  readonly Name: string;
  readonly ExternalKey__c: string | null;
  readonly SageOrderNo__c: string | null;
}
interface Request {
  readonly Opportunity__c: string;
  readonly Key__c: string;
  readonly Status__c: string;
  readonly SalesOrderNo__c: string | null;
  readonly LineCount__c: number | null;
  readonly Quantity__c: number | null;
  readonly Merchandise__c: number | null;
  readonly ErrorMessage__c: string | null;
}
interface Line {
  readonly OpportunityId: string;
  readonly Quantity: number;
  readonly UnitPrice: number;
  readonly Discount: number | null;
}
interface Sum {
  lines: number;
  quantity: Decimal;
  merchandise: Decimal;
}

const outcomes: Readonly<Record<string, OrderRow['Outcome']>> = {
  Done: 'placed',
  Refused: 'refused',
  Failed: 'failed',
};

/**
 * What the org shows of every opportunity: the answer that came back for a placed order, and what was wished (from the
 * opportunity's own lines) for one that was not.
 */
export async function orderOutcomes(org: SalesforceClient): Promise<OrderOutcome[]> {
  const opportunities = await org.query<Opportunity>(
    'SELECT Id, Name, ExternalKey__c, SageOrderNo__c FROM Opportunity ORDER BY ExternalKey__c, Name',
  );
  const requests = await org.query<Request>(
    'SELECT Opportunity__c, Key__c, Status__c, SalesOrderNo__c, LineCount__c, Quantity__c, Merchandise__c, ErrorMessage__c ' +
      'FROM SageRequest__c WHERE Opportunity__c != null ORDER BY Version__c',
  );
  const newest = new Map(requests.map((request) => [request.Opportunity__c, request]));
  const wished = await wishedSums(org);
  return opportunities.map((opportunity) => {
    const request = newest.get(opportunity.Id);
    return { row: toRow(opportunity, request, wished.get(opportunity.Id)), requestKey: request?.Key__c };
  });
}

function toRow(opportunity: Opportunity, request: Request | undefined, wished: Sum | undefined): OrderRow {
  const base = {
    ExternalKey: opportunity.ExternalKey__c ?? opportunity.Name,
    SalesOrderNo: request?.SalesOrderNo__c ?? '',
  };
  if (request?.Status__c === 'Done') {
    return {
      ...base,
      Outcome: 'placed',
      Lines: request.LineCount__c ?? 0,
      Quantity: new Decimal(request.Quantity__c ?? 0).toString(),
      Merchandise: new Decimal(request.Merchandise__c ?? 0).toFixed(2),
      Error:
        opportunity.SageOrderNo__c === request.SalesOrderNo__c
          ? ''
          : 'the opportunity does not show the order number',
    };
  }
  return {
    ...base,
    Outcome: request ? (outcomes[request.Status__c] ?? 'waiting') : 'open',
    Lines: wished?.lines ?? 0,
    Quantity: (wished?.quantity ?? new Decimal(0)).toString(),
    Merchandise: (wished?.merchandise ?? new Decimal(0)).toFixed(2),
    Error: request?.ErrorMessage__c ?? '',
  };
}

async function wishedSums(org: SalesforceClient): Promise<Map<string, Sum>> {
  const lines = await org.query<Line>(
    'SELECT OpportunityId, Quantity, UnitPrice, Discount FROM OpportunityLineItem',
  );
  const sums = new Map<string, Sum>();
  for (const line of lines) {
    const sum = sums.get(line.OpportunityId) ?? {
      lines: 0,
      quantity: new Decimal(0),
      merchandise: new Decimal(0),
    };
    const net = new Decimal(line.Quantity)
      .times(line.UnitPrice)
      .times(new Decimal(100).minus(line.Discount ?? 0))
      .div(100);
    sum.lines += 1;
    sum.quantity = sum.quantity.plus(line.Quantity);
    sum.merchandise = sum.merchandise.plus(net.toDecimalPlaces(2, Decimal.ROUND_HALF_UP));
    sums.set(line.OpportunityId, sum);
  }
  return sums;
}
