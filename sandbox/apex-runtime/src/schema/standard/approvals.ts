/** Approvals. In the notation of standard/notation.ts. */
export const APPROVALS = `
ProcessDefinition 04a setup readonly
  Name:text80 DeveloperName:text80 Type:text40 TableEnumOrId:text40 State:text40 Description:text
ProcessInstance 04g readonly
  TargetObjectId:text18 Status:text40 ProcessDefinitionId:lookup(ProcessDefinition,ProcessDefinition)
  CompletedDate:datetime SubmittedById:lookup(User,SubmittedBy) LastActorId:lookup(User,LastActor)
ProcessInstanceWorkitem 04i readonly
  ProcessInstanceId:lookup(ProcessInstance,ProcessInstance,Workitems) ActorId:lookup(User+Group,Actor)
  OriginalActorId:lookup(User+Group,OriginalActor) StepNumber:integer
ProcessInstanceStep 04h readonly
  ProcessInstanceId:lookup(ProcessInstance,ProcessInstance,Steps) StepStatus:text40 Comments:textarea
  ActorId:lookup(User+Group,Actor) OriginalActorId:lookup(User+Group,OriginalActor)
RecordLock 0lk setup readonly internal
  RecordId:text18
`;
