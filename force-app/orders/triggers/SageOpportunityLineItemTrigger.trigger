trigger SageOpportunityLineItemTrigger on OpportunityLineItem(after insert, after update, after delete) {
    SageOrderLineHandler.afterChange(Trigger.isDelete ? Trigger.old : Trigger.new);
}
