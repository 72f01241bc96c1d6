import loading from '@salesforce/label/c.SageSetupLoading';
import saving from '@salesforce/label/c.SageSetupSaving';
import unheard from '@salesforce/label/c.SageSetupUnheard';
import notSaved from '@salesforce/label/c.SageSetupNotSaved';
import refresh from '@salesforce/label/c.SageSetupRefresh';
import intro from '@salesforce/label/c.SageSetupMatchingIntro';
import writes from '@salesforce/label/c.SageSetupMatchingWrites';
import readOnly from '@salesforce/label/c.SageSetupMatchingReadOnly';
import kind from '@salesforce/label/c.SageSetupMatchingKind';
import accounts from '@salesforce/label/c.SageSetupMatchingAccounts';
import products from '@salesforce/label/c.SageSetupMatchingProducts';
import company from '@salesforce/label/c.SageSetupMatchingCompany';
import noCompany from '@salesforce/label/c.SageSetupMatchingNoCompany';
import counts from '@salesforce/label/c.SageSetupMatchingCounts';
import show from '@salesforce/label/c.SageSetupMatchingShow';
import next from '@salesforce/label/c.SageSetupMatchingNext';
import empty from '@salesforce/label/c.SageSetupMatchingEmpty';
import record from '@salesforce/label/c.SageSetupMatchingRecord';
import candidates from '@salesforce/label/c.SageSetupMatchingCandidates';
import noCandidates from '@salesforce/label/c.SageSetupMatchingNoCandidates';
import noItems from '@salesforce/label/c.SageSetupMatchingNoItems';
import accept from '@salesforce/label/c.SageSetupMatchingAccept';
import acceptThis from '@salesforce/label/c.SageSetupMatchingAcceptThis';
import ignore from '@salesforce/label/c.SageSetupMatchingIgnore';
import ignoreThis from '@salesforce/label/c.SageSetupMatchingIgnoreThis';
import accepted from '@salesforce/label/c.SageSetupMatchingAccepted';
import ignored from '@salesforce/label/c.SageSetupMatchingIgnored';
import run from '@salesforce/label/c.SageSetupMatchingRun';
import goOn from '@salesforce/label/c.SageSetupMatchingGoOn';
import stop from '@salesforce/label/c.SageSetupMatchingStop';
import progress from '@salesforce/label/c.SageSetupMatchingProgress';
import running from '@salesforce/label/c.SageSetupMatchingRunning';
import paused from '@salesforce/label/c.SageSetupMatchingPaused';
import done from '@salesforce/label/c.SageSetupMatchingDone';
import failed from '@salesforce/label/c.SageSetupMatchingFailed';
import stopped from '@salesforce/label/c.SageSetupMatchingStopped';
import sure from '@salesforce/label/c.SageSetupMatchingSure';
import likely from '@salesforce/label/c.SageSetupMatchingLikely';
import possible from '@salesforce/label/c.SageSetupMatchingPossible';
import because from '@salesforce/label/c.SageSetupMatchingBecause';
import number from '@salesforce/label/c.SageSetupReasonNumber';
import link from '@salesforce/label/c.SageSetupReasonLink';
import name from '@salesforce/label/c.SageSetupReasonName';
import address from '@salesforce/label/c.SageSetupReasonAddress';
import phone from '@salesforce/label/c.SageSetupReasonPhone';
import email from '@salesforce/label/c.SageSetupReasonEmail';
import code from '@salesforce/label/c.SageSetupReasonCode';
import alias from '@salesforce/label/c.SageSetupReasonAlias';
import spelling from '@salesforce/label/c.SageSetupReasonSpelling';
import description from '@salesforce/label/c.SageSetupReasonDescription';

export const labels = {
  loading,
  saving,
  unheard,
  notSaved,
  refresh,
  intro,
  writes,
  readOnly,
  kind,
  accounts,
  products,
  company,
  noCompany,
  counts,
  show,
  next,
  empty,
  record,
  candidates,
  noCandidates,
  noItems,
  accept,
  acceptThis,
  ignore,
  ignoreThis,
  accepted,
  ignored,
  run,
  goOn,
  stop,
  progress,
  running,
  paused,
  done,
  failed,
  stopped,
  sure,
  likely,
  possible,
  because,
  number,
  link,
  name,
  address,
  phone,
  email,
  code,
  alias,
  spelling,
  description,
};
