trigger SageAccountTrigger on Account(before insert, before update) {
    if (Trigger.isInsert) {
        SageAccountHandler.beforeInsert(Trigger.new);
    } else {
        SageAccountHandler.beforeUpdate(Trigger.new, Trigger.oldMap);
    }
}
