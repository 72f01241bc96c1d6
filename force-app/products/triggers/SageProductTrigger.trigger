trigger SageProductTrigger on Product2(before insert, before update) {
    if (Trigger.isInsert) {
        SageProductHandler.beforeInsert(Trigger.new);
    } else {
        SageProductHandler.beforeUpdate(Trigger.new, Trigger.oldMap);
    }
}
