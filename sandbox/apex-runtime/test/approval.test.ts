import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NAME_FIELD, object, openOrg, type TestOrg } from './helpers/org.ts';

let t: TestOrg;
beforeAll(async () => {
  t = await openOrg({
    ...object('Wish__c', `${NAME_FIELD}<sharingModel>ReadWrite</sharingModel>`),
    'classes/Wishes.cls': `public class Wishes {
      private static Approval.ProcessSubmitRequest submission() {
        Wish__c wish = new Wish__c(Name = 'w');
        insert wish;
        Approval.ProcessSubmitRequest submission = new Approval.ProcessSubmitRequest();
        submission.setObjectId(wish.Id);
        submission.setComments('please');
        return submission;
      }
      public static void submit() { Approval.process(submission()); }
      public static List<Object> submitSome() {
        Approval.ProcessSubmitRequest submission = submission();
        List<Approval.ProcessResult> results = Approval.process(new List<Approval.ProcessRequest>{ submission }, false);
        return new List<Object>{
          results.size(), results[0].isSuccess(), results[0].getEntityId() == submission.getObjectId(),
          results[0].getErrors()[0].getStatusCode().name(), results[0].getErrors()[0].getMessage()
        };
      }
    }`,
  });
});
afterAll(() => t.close());

describe('a record in an org without approval processes', () => {
  it('finds none when it is submitted', async () => {
    await expect(t.org.call('Wishes', 'submit', [])).rejects.toMatchObject({
      type: 'DmlException',
      message: expect.stringContaining('NO_APPLICABLE_PROCESS, No applicable approval process was found.'),
    });
  });

  it('has that as its own error when not all need to be taken', async () => {
    expect(await t.org.call('Wishes', 'submitSome', [])).toEqual([
      1,
      false,
      true,
      'NO_APPLICABLE_PROCESS',
      'No applicable approval process was found.',
    ]);
  });
});
