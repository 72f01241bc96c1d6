/** One statement a moment; what is done is in SageCreditRequestHandler. */
trigger SageCreditRequestTrigger on SageCreditRequest__c(before insert, before update) {
    switch on Trigger.operationType {
        when BEFORE_INSERT {
            SageCreditRequestHandler.beforeInsert(Trigger.new);
        }
        when BEFORE_UPDATE {
            SageCreditRequestHandler.beforeUpdate(Trigger.new, Trigger.oldMap);
        }
    }
}
