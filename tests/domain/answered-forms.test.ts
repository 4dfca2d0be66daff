// A form is done once, however often and however close together it is sent.
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { answerOnce, type FormAnswer, forgetAnsweredForms } from '#domain/answered-forms.ts';
import { prisma } from '#prisma/client.ts';
import { buildPerson } from '#tests/build/organisations.ts';
import { useDatabase } from '#tests/rig/database.ts';

const answer = (body: string, status = 200): FormAnswer => ({
  status,
  headers: [['content-type', 'text/plain']],
  body,
});

describe('a form under its key', () => {
  useDatabase();

  /** An act that counts, and takes as long as `until` does. */
  const counted = (made: FormAnswer | Error, until: Promise<unknown> = Promise.resolve()) => {
    const act = async () => {
      act.times += 1;
      await until;
      if (made instanceof Error) throw made;
      return made;
    };
    act.times = 0;
    return act;
  };

  test('is done once when it is sent again, and answered the same', async () => {
    const { id } = await buildPerson();
    const key = randomUUID();
    const act = counted(answer('fait', 202));
    expect(await answerOnce(id, key, act)).toEqual(answer('fait', 202));
    expect(await answerOnce(id, key, act)).toEqual(answer('fait', 202));
    expect(act.times).toBe(1);
  });

  test('is done once when it is sent several times at once: all wait for the first', async () => {
    const { id } = await buildPerson();
    const key = randomUUID();
    let end = () => {};
    const act = counted(
      answer('fait'),
      new Promise<void>((resolve) => {
        end = resolve;
      }),
    );
    const answers = Promise.all(Array.from({ length: 5 }, () => answerOnce(id, key, act)));
    setTimeout(end, 300);
    expect(await answers).toEqual(Array(5).fill(answer('fait')));
    expect(act.times).toBe(1);
  });

  test('is another form for another person, and under another key', async () => {
    const [one, other] = [await buildPerson(), await buildPerson()];
    const key = randomUUID();
    const act = counted(answer('fait'));
    await answerOnce(one.id, key, act);
    await answerOnce(other.id, key, act);
    await answerOnce(one.id, randomUUID(), act);
    expect(act.times).toBe(3);
  });

  test('that failed on our side may be done again', async () => {
    const { id } = await buildPerson();
    const key = randomUUID();
    await expect(answerOnce(id, key, counted(new Error('no database')))).rejects.toThrow('no database');
    expect(await answerOnce(id, key, counted(answer('faute', 500)))).toEqual(answer('faute', 500));
    expect(await answerOnce(id, key, counted(answer('fait')))).toEqual(answer('fait'));
  });

  test('whose server was killed seconds ago is said to be perhaps done, at once and not after a minute', async () => {
    const { id } = await buildPerson();
    const key = randomUUID();
    await answerOnce(id, key, counted(answer('fait')));
    const before = { answer: null, createdAt: new Date(Date.now() - 3_000) };
    await prisma.answeredForm.updateMany({ where: { personId: id }, data: before });
    const act = counted(answer('deux fois'));
    const waited = Symbol('still waiting');
    const late = new Promise((resolve) => setTimeout(resolve, 2_000, waited));
    expect(await Promise.race([answerOnce(id, key, act), late])).toBeNull();
    expect(act.times).toBe(0);
  });

  test('that takes long to be done here is waited for', async () => {
    const { id } = await buildPerson();
    const key = randomUUID();
    let end = () => {};
    const act = counted(
      answer('fait'),
      new Promise<void>((resolve) => {
        end = resolve;
      }),
    );
    const first = answerOnce(id, key, act);
    await expect.poll(() => prisma.answeredForm.count({ where: { personId: id } })).toBe(1);
    await prisma.answeredForm.updateMany({
      where: { personId: id },
      data: { createdAt: new Date(Date.now() - 20_000) },
    });
    const again = answerOnce(id, key, act);
    setTimeout(end, 400);
    expect(await Promise.all([first, again])).toEqual([answer('fait'), answer('fait')]);
    expect(act.times).toBe(1);
  });

  test('whose maker was stopped is not done again blindly', async () => {
    const { id } = await buildPerson();
    const key = randomUUID();
    await answerOnce(id, key, counted(answer('fait')));
    const before = { answer: null, createdAt: new Date(Date.now() - 10 * 60_000) };
    await prisma.answeredForm.updateMany({ where: { personId: id }, data: before });
    const act = counted(answer('deux fois'));
    expect(await answerOnce(id, key, act)).toBeNull();
    expect(act.times).toBe(0);
  });

  test('is kept unreadable to who has the table alone, and a day long', async () => {
    const { id } = await buildPerson();
    const key = randomUUID();
    await answerOnce(id, key, counted(answer('clé secrète')));
    const kept = await prisma.answeredForm.findFirstOrThrow({ where: { personId: id } });
    expect(Buffer.from(kept.answer ?? []).toString('latin1')).not.toContain('secr');
    expect(kept.id).not.toContain(key);
    await forgetAnsweredForms();
    expect(await prisma.answeredForm.count({ where: { personId: id } })).toBe(1);
    await prisma.answeredForm.updateMany({
      where: { personId: id },
      data: { createdAt: new Date(Date.now() - 25 * 3_600_000) },
    });
    await forgetAnsweredForms();
    expect(await prisma.answeredForm.count({ where: { personId: id } })).toBe(0);
  });
});
