/** Accounts, people and opportunities. In the notation of standard/notation.ts. */
export const SALES = `
Account 001 owned
  Name:text! AccountNumber:text40
  AccountSource:picklist(Web|Phone Inquiry|Partner Referral|Purchased List|Other) AnnualRevenue:currency
  BillingStreet:textarea BillingCity:text40 BillingState:text80 BillingPostalCode:text20
  BillingCountry:text80 BillingLatitude:number(18,15) BillingLongitude:number(18,15) ShippingStreet:textarea
  ShippingCity:text40 ShippingState:text80 ShippingPostalCode:text20 ShippingCountry:text80
  ShippingLatitude:number(18,15) ShippingLongitude:number(18,15) Description:textarea Fax:phone
  Industry:picklist(Agriculture|Apparel|Banking|Biotechnology|Chemicals|Communications|Construction|
  Consulting|Education|Electronics|Energy|Engineering|Entertainment|Environmental|Finance|Food & Beverage|
  Government|Healthcare|Hospitality|Insurance|Machinery|Manufacturing|Media|Not For Profit|Recreation|
  Retail|Shipping|Technology|Telecommunications|Transportation|Utilities|Other) NumberOfEmployees:integer
  Ownership:picklist(Public|Private|Subsidiary|Other) ParentId:lookup(Account,Parent,ChildAccounts)
  Phone:phone Rating:picklist(Hot|Warm|Cold) Sic:text20 SicDesc:text80 Site:text80 TickerSymbol:text20
  Type:picklist(Prospect|Customer - Direct|Customer - Channel|Channel Partner / Reseller|
  Installation Partner|Technology Partner|Other) Website:url RecordTypeId:lookup(RecordType,RecordType)
  MasterRecordId:lookup(Account,MasterRecord) LastActivityDate:date Jigsaw:text20
  CleanStatus:picklist(Matched|Different|Acknowledged|NotFound|Inactive|Pending|SelectMatch|Skipped)
  LastViewedDate:datetime LastReferencedDate:datetime PhotoUrl:url
  YearStarted:text4 NaicsCode:text8 DunsNumber:text9 Tradestyle:text
Contact 003 owned
  LastName:text80! FirstName:text40 Salutation:picklist(Mr.|Ms.|Mrs.|Dr.|Prof.) Name:text121~
  AccountId:lookup(Account,Account,Contacts) AssistantName:text40 AssistantPhone:phone Birthdate:date
  Department:text80 Description:textarea Email:email EmailBouncedDate:datetime EmailBouncedReason:text
  Fax:phone HomePhone:phone LeadSource:picklist(Web|Phone Inquiry|Partner Referral|Purchased List|Other)
  MailingStreet:textarea MailingCity:text40 MailingState:text80 MailingPostalCode:text20
  MailingCountry:text80 MailingLatitude:number(18,15) MailingLongitude:number(18,15) OtherStreet:textarea
  OtherCity:text40 OtherState:text80 OtherPostalCode:text20 OtherCountry:text80 OtherPhone:phone
  MobilePhone:phone Phone:phone ReportsToId:lookup(Contact,ReportsTo) Title:text128
  HasOptedOutOfEmail:checkbox HasOptedOutOfFax:checkbox DoNotCall:checkbox
  RecordTypeId:lookup(RecordType,RecordType) MasterRecordId:lookup(Contact,MasterRecord)
  LastActivityDate:date IndividualId:lookup(Individual,Individual,Contacts) IsEmailBounced:checkbox
  LastViewedDate:datetime LastReferencedDate:datetime
Lead 00Q owned
  LastName:text80! FirstName:text40 Salutation:text40 Name:text121~ Company:text! Title:text128 Email:email
  Phone:phone MobilePhone:phone Fax:phone Website:url Street:textarea City:text40 State:text80
  PostalCode:text20 Country:text80 Description:textarea
  LeadSource:picklist(Web|Phone Inquiry|Partner Referral|Purchased List|Other)
  Status:picklist(Open - Not Contacted*|Working - Contacted|Closed - Converted|Closed - Not Converted)
  Industry:text40 Rating:picklist(Hot|Warm|Cold) AnnualRevenue:currency NumberOfEmployees:integer
  IsConverted:checkbox ConvertedDate:date ConvertedAccountId:lookup(Account,ConvertedAccount)
  ConvertedContactId:lookup(Contact,ConvertedContact)
  ConvertedOpportunityId:lookup(Opportunity,ConvertedOpportunity) IsUnreadByOwner:checkbox
  HasOptedOutOfEmail:checkbox RecordTypeId:lookup(RecordType,RecordType)
Opportunity 006 owned
  Name:text120! AccountId:lookup(Account,Account,Opportunities) Amount:currency CloseDate:date!
  StageName:picklist(Prospecting|Qualification|Needs Analysis|Value Proposition|Id. Decision Makers|
  Perception Analysis|Proposal/Price Quote|Negotiation/Review|Closed Won|Closed Lost)! Probability:percent
  Description:textarea ExpectedRevenue:currency~
  ForecastCategory:picklist(Omitted|Pipeline|BestCase|Forecast|Closed)
  ForecastCategoryName:picklist(Omitted|Pipeline|Best Case|Commit|Closed) HasOpportunityLineItem:checkbox~
  IsClosed:checkbox~ IsWon:checkbox~ IsPrivate:checkbox
  LeadSource:picklist(Web|Phone Inquiry|Partner Referral|Purchased List|Other) NextStep:text
  Type:picklist(Existing Customer - Upgrade|Existing Customer - Replacement|Existing Customer - Downgrade|
  New Customer) Pricebook2Id:lookup(Pricebook2,Pricebook2,Opportunities)
  CampaignId:lookup(Campaign,Campaign,Opportunities) ContactId:lookup(Contact,Contact)
  TotalOpportunityQuantity:number(18,2) Fiscal:text6 FiscalQuarter:integer FiscalYear:integer
  LastActivityDate:date RecordTypeId:lookup(RecordType,RecordType)
  LastStageChangeDate:datetime ContractId:lookup(Contract,Contract) SyncedQuoteId:lookup(Quote,SyncedQuote)
  HasOpenActivity:checkbox HasOverdueTask:checkbox
OpportunityLineItem 00k
  OpportunityId:lookup(Opportunity,Opportunity,OpportunityLineItems)!
  PricebookEntryId:lookup(PricebookEntry,PricebookEntry,OpportunityLineItems)
  Product2Id:lookup(Product2,Product2,OpportunityLineItems) ProductCode:text~ Name:text376~
  Quantity:number(12,2)! UnitPrice:currency TotalPrice:currency ListPrice:currency~ Subtotal:currency~
  Discount:percent Description:text ServiceDate:date SortOrder:integer
OpportunityContactRole 00K
  OpportunityId:lookup(Opportunity,Opportunity,OpportunityContactRoles)!
  ContactId:lookup(Contact,Contact,OpportunityContactRoles)!
  Role:picklist(Business User|Decision Maker|Economic Buyer|Evaluator|Influencer|Other) IsPrimary:checkbox
OpportunityStage 01J readonly
  MasterLabel:text ApiName:text IsActive:checkbox IsClosed:checkbox IsWon:checkbox SortOrder:integer
  DefaultProbability:percent
Campaign 701 owned
  Name:text80! IsActive:checkbox Type:picklist(Conference|Webinar|Trade Show|Email|Other)
  Status:picklist(Planned*|In Progress|Completed|Aborted) StartDate:date EndDate:date BudgetedCost:currency
  ActualCost:currency ExpectedRevenue:currency Description:textarea
  ParentId:lookup(Campaign,Parent,ChildCampaigns) NumberOfContacts:integer NumberOfLeads:integer
  NumberSent:number(18,0) ExpectedResponse:percent
CampaignMember 00v
  CampaignId:lookup(Campaign,Campaign,CampaignMembers)! ContactId:lookup(Contact,Contact,CampaignMembers)
  LeadId:lookup(Lead,Lead,CampaignMembers) Status:text40 HasResponded:checkbox
Individual 0PK owned
  ConsumerCreditScore:integer ConvictionsCount:integer ChildrenCount:integer BirthDate:date DeathDate:date
  Salutation:text40 Website:url HasOptedOutTracking:checkbox IsHomeOwner:checkbox LastName:text80!
  FirstName:text40 Name:text121~ HasOptedOutSolicit:checkbox ShouldForget:checkbox
AccountShare 00r
  AccountId:lookup(Account,Account,Shares) UserOrGroupId:lookup(User+Group,UserOrGroup)
  AccountAccessLevel:text40 OpportunityAccessLevel:text40 CaseAccessLevel:text40 ContactAccessLevel:text40
  RowCause:text40
ContactShare 03s
  ContactId:lookup(Contact,Contact,Shares) UserOrGroupId:lookup(User+Group,UserOrGroup)
  ContactAccessLevel:text40 RowCause:text40
OpportunityShare 00t
  OpportunityId:lookup(Opportunity,Opportunity,Shares) UserOrGroupId:lookup(User+Group,UserOrGroup)
  OpportunityAccessLevel:text40 RowCause:text40
AccountContactRelation 07k
  AccountId:lookup(Account,Account,AccountContactRelations)!
  ContactId:lookup(Contact,Contact,AccountContactRelations)! Roles:multipicklist IsActive:checkbox
  IsDirect:checkbox StartDate:date EndDate:date
AccountTeamMember 01M
  AccountId:lookup(Account,Account,AccountTeamMembers) UserId:lookup(User,User) TeamMemberRole:text40
AccountContactRole 02Z
  AccountId:lookup(Account,Account,AccountContactRoles)
  ContactId:lookup(Contact,Contact,AccountContactRoles) Role:text40 IsPrimary:checkbox
DuplicateRecordSet 0GK
  Name:text DuplicateRuleId:text18 RecordCount:integer
DuplicateRecordItem 0GL
  DuplicateRecordSetId:lookup(DuplicateRecordSet,DuplicateRecordSet,DuplicateRecordItems) RecordId:text18
ContactPointAddress 8lW owned
  Name:text! ParentId:lookup(Account+Individual,Parent,ContactPointAddresses)
  AddressType:picklist(Billing|Shipping) PreferenceRank:integer IsDefault:checkbox IsPrimary:checkbox
  IsThirdPartyAddress:checkbox Street:textarea City:text40 State:text80 PostalCode:text20 Country:text80
  ActiveFromDate:date ActiveToDate:date BestTimeToContactStartTime:time BestTimeToContactEndTime:time
  UsageType:text40 ContactPointPhoneId:lookup(ContactPointPhone,ContactPointPhone) Latitude:number(18,15)
  Longitude:number(18,15)
ContactPointEmail 9Vl owned
  EmailAddress:email! ParentId:lookup(Account+Individual,Parent,ContactPointEmails) IsPrimary:checkbox
  PreferenceRank:integer ActiveFromDate:date ActiveToDate:date EmailDomain:text EmailMailBox:text
  UsageType:text40 EmailLatestBounceReasonText:text BestTimeToContactStartTime:time
  BestTimeToContactEndTime:time BestTimeToContactTimezone:text40
ContactPointPhone 0Z6 owned
  TelephoneNumber:phone! ParentId:lookup(Account+Individual,Parent,ContactPointPhones) IsPrimary:checkbox
  PhoneType:text40 PreferenceRank:integer AreaCode:text10 ExtensionNumber:text10 IsSmsCapable:checkbox
  ActiveFromDate:date UsageType:text40
ContactPointConsent 0ZX owned
  Name:text! ContactPointId:lookup(ContactPointAddress+ContactPointEmail+ContactPointPhone,ContactPoint)
  CaptureContactPointType:text40 CaptureDate:datetime CaptureSource:text DataUsePurposeId:text18
  DoubleConsentCaptureDate:datetime EffectiveFrom:datetime EffectiveTo:datetime
  PrivacyConsentStatus:picklist(OptIn|OptOut|Seen|NotSeen) BusinessBrandId:text18
`;
