trigger SageInvoiceTrigger on SageInvoice__c(before insert, before update) {
    SageInvoiceLinks.beforeSave(Trigger.new);
}
