trigger SageOpportunityTrigger on Opportunity(before update, after insert, after update) {
    if (Trigger.isBefore) {
        SageOpportunityHandler.beforeUpdate(Trigger.new, Trigger.oldMap);
    } else {
        SageOpportunityHandler.afterSave(Trigger.new, Trigger.oldMap);
    }
}
