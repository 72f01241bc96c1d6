import { z } from 'zod';
import { maybe } from './order-message.ts';
import {
  asOf,
  decimalAnswer,
  givenCode,
  maxQuestionsPerCall,
  questionFault,
  questionList,
} from './question.ts';
import { companyCode } from './request.ts';

const warehouseCodes = maybe(z.array(givenCode).min(1).max(maxQuestionsPerCall));

export const availabilityBody = z.strictObject({
  company: maybe(companyCode),
  itemCodes: questionList,
  warehouseCodes,
});
export const documentedAvailabilityBody = availabilityBody.extend({
  itemCodes: z.array(givenCode).min(1).max(maxQuestionsPerCall),
});

/** Quantities are in the item's standard unit. */
export const warehouseStock = z
  .object({
    warehouseCode: z.string(),
    name: z.string().nullable(),
    onHand: decimalAnswer,
    onSalesOrder: decimalAnswer,
    onBackOrder: decimalAnswer,
    onPurchaseOrder: decimalAnswer,
    onWorkOrder: decimalAnswer,
    requiredForWorkOrder: decimalAnswer,
    inShipping: decimalAnswer,
    available: decimalAnswer,
  })
  .meta({ id: 'WarehouseStock' });
export type WarehouseStock = z.infer<typeof warehouseStock>;

export const availability = z
  .object({
    itemCode: z.string().meta({ description: 'as it was asked' }),
    sageItemCode: z.string(),
    description: z.string(),
    unitOfMeasure: z.string().nullable(),
    warehouses: z.array(warehouseStock),
    available: decimalAnswer
      .nullable()
      .meta({ description: 'of all warehouses listed; null for what Sage keeps no stock of' }),
  })
  .meta({ id: 'Availability' });
export type Availability = z.infer<typeof availability>;

export const availabilityReply = z.object({ results: z.array(z.union([availability, questionFault])), asOf });
export const oneAvailability = availability.extend({ asOf });
