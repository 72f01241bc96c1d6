trigger SageAccountChangeTrigger on AccountChangeEvent(after insert) {
    SageAccountChangeHandler.afterInsert(Trigger.new);
}
