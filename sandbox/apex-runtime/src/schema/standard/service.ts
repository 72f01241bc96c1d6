/** Cases, activities, mail, files and feeds. In the notation of standard/notation.ts. */
export const SERVICE = `
Case 500 owned
  CaseNumber:autonumber AccountId:lookup(Account,Account,Cases) ContactId:lookup(Contact,Contact,Cases)
  ParentId:lookup(Case,Parent,Cases) Subject:text Description:textarea
  Status:picklist(New*|Working|Escalated|Closed) Priority:picklist(High|Medium*|Low)
  Origin:picklist(Phone|Email|Web) Reason:picklist(Installation|Equipment Complexity|Performance|Breakdown|
  Equipment Design|Feedback|Other) Type:picklist(Mechanical|Electrical|Electronic|Structural|Other)
  IsClosed:checkbox~ IsEscalated:checkbox ClosedDate:datetime SuppliedEmail:email SuppliedName:text80
  SuppliedPhone:text40 SuppliedCompany:text80 ContactEmail:email ContactPhone:phone Comments:textarea
  RecordTypeId:lookup(RecordType,RecordType) AssetId:lookup(Asset,Asset,Cases)
  ProductId:lookup(Product2,Product)
CaseComment 00a
  ParentId:lookup(Case,Parent,CaseComments)! CommentBody:textarea IsPublished:checkbox
Task 00T owned
  IsRecurrence:checkbox IsArchived:checkbox WhoCount:integer WhatCount:integer Subject:text
  Status:picklist(Not Started*|In Progress|Completed|Waiting on someone else|Deferred)
  Priority:picklist(High|Normal*|Low) ActivityDate:date Description:textarea
  WhoId:lookup(Contact+Lead,Who,Tasks)
  WhatId:lookup(Account+Opportunity+Case+Order+Campaign+Contract+Asset+Product2+Quote,What,Tasks)
  AccountId:lookup(Account,Account,Tasks) IsClosed:checkbox~ IsHighPriority:checkbox~
  Type:picklist(Call|Email|Meeting|Other) TaskSubtype:text40 CallType:text40 CallDurationInSeconds:integer
  ReminderDateTime:datetime IsReminderSet:checkbox RecordTypeId:lookup(RecordType,RecordType)
  CompletedDateTime:datetime
Event 00U owned
  Subject:text StartDateTime:datetime EndDateTime:datetime ActivityDate:date ActivityDateTime:datetime
  DurationInMinutes:integer Description:textarea Location:text WhoId:lookup(Contact+Lead,Who,Events)
  WhatId:lookup(Account+Opportunity+Case,What,Events) AccountId:lookup(Account,Account,Events)
  IsAllDayEvent:checkbox IsPrivate:checkbox ShowAs:text40 Type:picklist(Call|Email|Meeting|Other)
ContentVersion 068 owned
  Title:text PathOnClient:text500 VersionData:base64
  ContentDocumentId:lookup(ContentDocument,ContentDocument,ContentVersions) FileType:text20
  FileExtension:text40 ContentSize:integer IsLatest:checkbox ContentLocation:picklist(S*|E|L)
  FirstPublishLocationId:lookup(Account+User,FirstPublishLocation) Description:textarea VersionNumber:text20
  Origin:picklist(C*|H) ContentBodyId:text18 Checksum:text50 IsMajorVersion:checkbox
ContentDocument 069
  Title:text FileType:text20 FileExtension:text40
  LatestPublishedVersionId:lookup(ContentVersion,LatestPublishedVersion) ContentSize:integer
  Description:textarea ParentId:text18 OwnerId:lookup(User,Owner)
ContentDocumentLink 06A
  ContentDocumentId:lookup(ContentDocument,ContentDocument,ContentDocumentLinks)!
  LinkedEntityId:lookup(Account+Contact+User,LinkedEntity,ContentDocumentLinks)! ShareType:picklist(V|C|I)
  Visibility:picklist(AllUsers|InternalUsers|SharedUsers)
Attachment 00P owned
  ParentId:lookup(Account+Contact,Parent,Attachments)! Name:text! Body:base64! ContentType:text120
  BodyLength:integer IsPrivate:checkbox Description:text500
Document 015
  Name:text! FolderId:lookup(Folder,Folder) Body:base64 ContentType:text120 DeveloperName:text80 Type:text40
  IsPublic:checkbox Url:text
Note 002 owned
  ParentId:lookup(Account+Contact,Parent,Notes)! Title:text80! Body:textarea IsPrivate:checkbox
Folder 00l setup
  Name:text80 DeveloperName:text80 Type:text40 AccessType:text40
EmailTemplate 00X setup
  Name:text80! DeveloperName:text80! FolderId:lookup(Folder,Folder)
  TemplateType:picklist(text|html|custom|visualforce) Subject:text Body:textarea HtmlValue:textarea
  IsActive:checkbox Encoding:text40 Description:textarea TemplateStyle:text40
EmailMessage 02s
  ToIds:text4000 CcIds:text4000 BccIds:text4000 Headers:textarea ValidatedFromAddress:text
  BccAddress:text4000 ParentId:lookup(Case,Parent,EmailMessages) Subject:text TextBody:textarea
  HtmlBody:textarea FromAddress:email FromName:text80 ToAddress:text4000 CcAddress:text4000 Status:text1
  Incoming:checkbox MessageDate:datetime RelatedToId:lookup(Account+Opportunity,RelatedTo,Emails)
  MessageIdentifier:text
EmailMessageRelation 0CZ
  EmailMessageId:lookup(EmailMessage,EmailMessage) RelationId:lookup(Contact+User,Relation)
  RelationType:text40 RelationAddress:text
OrgWideEmailAddress 0D2 setup readonly
  Address:email DisplayName:text80 IsAllowAllProfiles:checkbox Purpose:text40
FeedItem 0D5
  ParentId:lookup(Account+User,Parent,Feeds)! Body:textarea Type:text40 Title:text LinkUrl:text1000
  Visibility:text40 IsRichText:checkbox RelatedRecordId:text18
FeedComment 0D7
  FeedItemId:lookup(FeedItem,FeedItem,FeedComments) CommentBody:textarea ParentId:text18
CollaborationGroup 0F9 owned
  Name:text40! CollaborationType:text40 Description:text1000 MemberCount:integer
Holiday 0C0 setup
  Name:text80! ActivityDate:date IsAllDay:checkbox IsRecurrence:checkbox
BusinessHours 01m setup
  MondayStartTime:time MondayEndTime:time Name:text80 IsActive:checkbox IsDefault:checkbox
  TimeZoneSidKey:text40
Solution 501 owned
  SolutionName:text! SolutionNote:textarea Status:text40 IsPublished:checkbox
Idea 087
  Title:text! Body:textarea
Topic 0TO
  Name:text150! Description:textarea
Shift 7ti owned
  StartTime:datetime EndTime:datetime Status:text40
WorkOrder 0WO owned
  Subject:text Status:picklist(New*|In Progress|Completed|Closed)
  AccountId:lookup(Account,Account,WorkOrders) WorkOrderNumber:autonumber
QuickText 574 owned
  Name:text! Message:textarea Category:text40 Channel:multipicklist IsInsertable:checkbox
ContentDistribution 05D owned
  Name:text100! ContentVersionId:lookup(ContentVersion,ContentVersion)
  ContentDocumentId:lookup(ContentDocument,ContentDocument) RelatedRecordId:text18
  PreferencesAllowViewInBrowser:checkbox PreferencesNotifyOnVisit:checkbox
  PreferencesLinkLatestVersion:checkbox PreferencesExpires:checkbox PreferencesPasswordRequired:checkbox
  PreferencesAllowOriginalDownload:checkbox PreferencesAllowPDFDownload:checkbox
  PreferencesNotifyRndtnComplete:checkbox ContentDownloadUrl:url DistributionPublicUrl:url
  PdfDownloadUrl:url ExpiryDate:datetime Password:text80 ViewCount:integer
`;
