/** One statement a moment; what is done is in SageRequestHandler. */
trigger SageRequestTrigger on SageRequest__c(before update, after insert, after update) {
    switch on Trigger.operationType {
        when BEFORE_UPDATE {
            SageRequestHandler.beforeUpdate(Trigger.new, Trigger.oldMap);
        }
        when AFTER_INSERT {
            SageRequestHandler.afterInsert(Trigger.new);
        }
        when AFTER_UPDATE {
            SageRequestHandler.afterUpdate(Trigger.new, Trigger.oldMap);
        }
    }
}
