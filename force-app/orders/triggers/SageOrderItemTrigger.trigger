trigger SageOrderItemTrigger on OrderItem(after insert, after update, after delete) {
    SageOrderLineHandler.afterChange(Trigger.isDelete ? Trigger.old : Trigger.new);
}
