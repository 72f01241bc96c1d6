trigger SageOrderTrigger on Order(after update) {
    SageOrderHandler.afterUpdate(Trigger.new, Trigger.oldMap);
}
