trigger SageOpportunityTrigger on Opportunity(after insert, after update) {
    SageOpportunityHandler.afterSave(Trigger.new, Trigger.oldMap);
}
