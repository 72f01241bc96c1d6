/** One statement a moment; what is done is in SageSalesOrderHandler. */
trigger SageSalesOrderTrigger on SageSalesOrder__c(before insert, before update, after insert, after update) {
    if (Trigger.isBefore) {
        SageSalesOrderHandler.beforeSave(Trigger.new);
    } else {
        SageSalesOrderHandler.afterSave(Trigger.new, Trigger.oldMap);
    }
}
