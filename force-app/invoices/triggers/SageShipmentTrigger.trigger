trigger SageShipmentTrigger on SageShipment__c(before insert, before update) {
    SageInvoiceLinks.beforeSave(Trigger.new);
}
