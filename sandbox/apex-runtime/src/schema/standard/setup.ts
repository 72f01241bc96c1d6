/** Users, permissions, Apex and the other objects of Setup. In the notation of standard/notation.ts. */
export const SETUP = `
User 005 setup
  Username:text80! LastName:text80! FirstName:text40 Name:text121~ Alias:text8! Email:email!
  ProfileId:lookup(Profile,Profile,Users)! UserRoleId:lookup(UserRole,UserRole,Users) IsActive:checkbox
  TimeZoneSidKey:text40! LocaleSidKey:text40! LanguageLocaleKey:text40! EmailEncodingKey:text40!
  CommunityNickname:text40 ManagerId:lookup(User,Manager) Title:text80 Department:text80 Division:text80
  CompanyName:text80 Phone:phone MobilePhone:phone Street:textarea City:text40 State:text80
  PostalCode:text20 Country:text80 FederationIdentifier:text512
  UserType:picklist(Standard|PowerPartner|CspLitePortal|Guest|AutomatedProcess)
  ContactId:lookup(Contact,Contact) AccountId:lookup(Account,Account) EmployeeNumber:text20
  DefaultCurrencyIsoCode:text3 LastLoginDate:datetime UserPermissionsMarketingUser:checkbox
  UserPermissionsInteractionUser:checkbox ReceivesAdminInfoEmails:checkbox SmallPhotoUrl:url
  FullPhotoUrl:url AboutMe:textarea IsPortalEnabled:checkbox
Profile 00e setup readonly
  Name:text! Description:text UserLicenseId:lookup(UserLicense,UserLicense) UserType:text40
  PermissionsModifyAllData:checkbox PermissionsViewAllData:checkbox PermissionsApiEnabled:checkbox
  PermissionsAuthorApex:checkbox
UserLicense 100 setup readonly
  Name:text MasterLabel:text LicenseDefinitionKey:text40
UserRole 00E setup
  Name:text80! DeveloperName:text80 ParentRoleId:lookup(UserRole,ParentRole) PortalType:text40
PermissionSet 0PS setup
  Name:text80! Label:text80! Description:text IsOwnedByProfile:checkbox ProfileId:lookup(Profile,Profile)
  NamespacePrefix:text15 IsCustom:checkbox Type:text40 LicenseId:text18 HasActivationRequired:checkbox
  PermissionsModifyAllData:checkbox PermissionsViewAllData:checkbox PermissionsApiEnabled:checkbox
  PermissionsViewSetup:checkbox PermissionsEditActivatedOrders:checkbox PermissionsActivateOrder:checkbox
  PermissionSetGroupId:lookup(PermissionSetGroup,PermissionSetGroup)
PermissionSetGroup 0PG setup
  DeveloperName:text80! MasterLabel:text80! Status:text40 Description:text NamespacePrefix:text15
  Language:text40
PermissionSetGroupComponent 0PM setup
  PermissionSetGroupId:lookup(PermissionSetGroup,PermissionSetGroup,PermissionSetGroupComponents)
  PermissionSetId:lookup(PermissionSet,PermissionSet)
PermissionSetAssignment 0Pa setup
  AssigneeId:lookup(User,Assignee,PermissionSetAssignments)!
  PermissionSetId:lookup(PermissionSet,PermissionSet,Assignments)
  PermissionSetGroupId:lookup(PermissionSetGroup,PermissionSetGroup,Assignments) IsActive:checkbox
  ExpirationDate:datetime
CustomPermission 0CP setup readonly
  DeveloperName:text80 MasterLabel:text80 NamespacePrefix:text15 Description:text IsLicensed:checkbox
SetupEntityAccess 0J0 setup
  ParentId:lookup(PermissionSet,Parent,SetupEntityAccessItems) SetupEntityId:text18! SetupEntityType:text40~
ObjectPermissions 110 setup
  ParentId:lookup(PermissionSet,Parent,ObjectPerms) SobjectType:text40 PermissionsCreate:checkbox
  PermissionsRead:checkbox PermissionsEdit:checkbox PermissionsDelete:checkbox
  PermissionsViewAllRecords:checkbox PermissionsModifyAllRecords:checkbox
FieldPermissions 01k setup
  ParentId:lookup(PermissionSet,Parent,FieldPerms) SobjectType:text40 Field:text80 PermissionsEdit:checkbox
  PermissionsRead:checkbox
Group 00G setup
  Name:text40! DeveloperName:text80
  Type:picklist(Regular|Queue|Role|RoleAndSubordinates|Organization|Manager) Email:email RelatedId:text18
  OwnerId:lookup(User,Owner) DoesSendEmailToMembers:checkbox DoesIncludeBosses:checkbox
GroupMember 011 setup
  GroupId:lookup(Group,Group,GroupMembers)! UserOrGroupId:lookup(User+Group,UserOrGroup)
QueueSobject 03g setup
  QueueId:lookup(Group,Queue,QueueSobjects) SobjectType:text40
Organization 00D setup readonly
  Name:text80 InstanceName:text5 IsSandbox:checkbox OrganizationType:text40 NamespacePrefix:text15
  TimeZoneSidKey:text40 LanguageLocaleKey:text40 DefaultLocaleSidKey:text40 Country:text80 City:text40
  State:text80 Street:textarea PostalCode:text20 Phone:phone PrimaryContact:text80
  TrialExpirationDate:datetime FiscalYearStartMonth:integer IsReadOnly:checkbox DefaultCurrencyIsoCode:text3
  SignupCountryIsoCode:text2
AsyncApexJob 707 setup readonly
  ApexClassId:lookup(ApexClass,ApexClass) JobType:restricted(Future|SharingRecalculation|ScheduledApex|
  BatchApex|BatchApexWorker|TestRequest|TestWorker|ApexToken|Queueable)
  Status:restricted(Queued|Processing|Aborted|Completed|Failed|Preparing|Holding) JobItemsProcessed:integer
  TotalJobItems:integer NumberOfErrors:integer CompletedDate:datetime MethodName:text80 ExtendedStatus:text
  ParentJobId:lookup(AsyncApexJob,ParentJob) LastProcessed:text15 LastProcessedOffset:integer
  CronTriggerId:lookup(CronTrigger,CronTrigger)
CronTrigger 08e setup readonly
  CronJobDetailId:lookup(CronJobDetail,CronJobDetail) NextFireTime:datetime PreviousFireTime:datetime
  State:text40 StartTime:datetime EndTime:datetime CronExpression:text TimeZoneSidKey:text40
  OwnerId:lookup(User,Owner) TimesTriggered:integer
CronJobDetail 08a setup readonly
  Name:text JobType:text40
CustomNotificationType 0ML setup
  DeveloperName:text80 MasterLabel:text80 CustomNotifTypeName:text80 Description:text Desktop:checkbox
  Mobile:checkbox NamespacePrefix:text15
ApexClass 01p setup readonly
  Name:text NamespacePrefix:text15 Body:textarea ApiVersion:number(18,1) Status:text40 IsValid:checkbox
  LengthWithoutComments:integer BodyCrc:number(18,0)
ApexTrigger 01q setup readonly
  Name:text TableEnumOrId:text40 Body:textarea Status:text40 IsValid:checkbox UsageBeforeInsert:checkbox
ApexPage 066 setup readonly
  Name:text MasterLabel:text80
RecordType 012 setup
  Name:text80! DeveloperName:text80! SobjectType:text40 IsActive:checkbox Description:text
  NamespacePrefix:text15
StaticResource 081 setup
  Name:text80 Body:base64 ContentType:text120 Description:text CacheControl:text40 BodyLength:integer
  NamespacePrefix:text15
AppMenuItem 0DS setup readonly
  Name:text80 Label:text80 StartUrl:text1024 ApplicationId:text18 NamespacePrefix:text15 SortOrder:integer
  Type:text40 IsAccessible:checkbox IsVisible:checkbox UserSortOrder:integer
AppDefinition 06m setup readonly
  DeveloperName:text80 Label:text80 DurableId:text NamespacePrefix:text15
Network 0DB setup readonly
  Name:text Status:text40 UrlPathPrefix:text
EntityDefinition 4ie setup readonly
  DurableId:text QualifiedApiName:text70 Label:text80 DeveloperName:text80 MasterLabel:text80
  NamespacePrefix:text15 KeyPrefix:text3 PluralLabel:text80 IsCustomizable:checkbox IsQueryable:checkbox
  IsApexTriggerable:checkbox PublisherId:text40
FieldDefinition 4fe setup readonly
  IsCalculated:checkbox IsNillable:checkbox IsCompound:checkbox RelationshipName:text80 DurableId:text
  QualifiedApiName:text Label:text80 DeveloperName:text80 MasterLabel:text80
  EntityDefinitionId:lookup(EntityDefinition,EntityDefinition,Fields) DataType:text Length:integer
  NamespacePrefix:text15 IsIndexed:checkbox
AuthSession 0Ak setup readonly
  UsersId:lookup(User,Users) SessionType:text40 LoginType:text40 NumSecondsValid:integer UserType:text40
  SourceIp:text40
ConnectedApplication 0H4 setup readonly
  Name:text80
BatchApexErrorEvent e0b event
  AsyncApexJobId:text18 DoesExceedJobScopeMaxLength:checkbox ExceptionType:text JobScope:textarea
  Message:textarea Phase:text40 RequestId:text40 StackTrace:textarea
PlatformCachePartition 0Er setup readonly
  DeveloperName:text80 MasterLabel:text80 NamespacePrefix:text15 IsDefaultPartition:checkbox
Name 0nm readonly
  Name:text FirstName:text40 LastName:text80 Type:text40 Email:email IsActive:checkbox Phone:phone
  Username:text80 Alias:text8 Title:text128 ProfileId:lookup(Profile,Profile)
  UserRoleId:lookup(UserRole,UserRole) RecordTypeId:text18
`;
