trigger SageOrderTrigger on Order(before update, after update) {
    if (Trigger.isBefore) {
        SageOrderHandler.beforeUpdate(Trigger.new, Trigger.oldMap);
    } else {
        SageOrderHandler.afterUpdate(Trigger.new, Trigger.oldMap);
    }
}
