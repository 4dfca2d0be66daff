// What one may do on the page of a dataset: one mutation each, by the `intent` of its form.
import { type ActionFunctionArgs, data, redirect } from '@remix-run/node';
import type { Api } from '#graphql/execute.ts';
import { answered, incomplete, refused } from '../../forms/form-result.ts';
import { optionalTextOf, readForm, textOf } from '../../forms/posted.ts';
import {
  AskAccess,
  CorrectReading,
  DecideAccess,
  DepositVersion,
  FollowDataset,
  MakeDatasetKey,
  RevokeDatasetKey,
  UnlinkDataset,
  WithdrawDataset,
} from './queries.ts';

type Act = (
  api: Api,
  form: FormData,
  datasetId: string,
) => Promise<{ done: string } | ReturnType<typeof data> | Response>;

const decide =
  (isGranted: boolean): Act =>
  async (api, form) => {
    const outcome = await api.mutate(DecideAccess, { requestId: textOf(form, 'requestId'), isGranted });
    return answered(outcome, isGranted ? 'L’accès est ouvert.' : 'La demande est refusée.');
  };

const follow =
  (isFollowed: boolean): Act =>
  async (api, _form, datasetId) =>
    answered(
      await api.mutate(FollowDataset, { datasetId, isFollowed }),
      isFollowed ? 'Vous serez prévenu de chaque nouvelle version.' : 'Vous ne serez plus prévenu.',
    );

/** By intent. A map, because the intent comes from outside. */
const acts: ReadonlyMap<string, Act> = new Map(
  Object.entries<Act>({
    async version(api, form, datasetId) {
      const uploadId = textOf(form, 'uploadId');
      if (!uploadId) return incomplete({ files: 'Choisissez un fichier, et attendez qu’il soit arrivé.' });
      const input = { datasetId, uploadId, note: optionalTextOf(form, 'note') };
      return answered(
        await api.mutate(DepositVersion, { input }),
        'La version est déposée, elle est en cours de vérification.',
      );
    },
    async reading(api, form, datasetId) {
      const headerRow = textOf(form, 'headerRow');
      const input = {
        datasetId,
        encoding: optionalTextOf(form, 'encoding'),
        delimiter: optionalTextOf(form, 'delimiter'),
        decimal: optionalTextOf(form, 'decimal'),
        dateOrder: optionalTextOf(form, 'dateOrder'),
        headerRow: /^\d{1,3}$/.test(headerRow) ? Number(headerRow) : null,
        sheet: optionalTextOf(form, 'sheet'),
      };
      return answered(await api.mutate(CorrectReading, { input }), 'Le tableau est relu.');
    },
    follow: follow(true),
    unfollow: follow(false),
    grant: decide(true),
    refuse: decide(false),
    async unlink(api, form) {
      return answered(
        await api.mutate(UnlinkDataset, { linkId: textOf(form, 'linkId') }),
        'Le rattachement est retiré.',
      );
    },
    async withdraw(api, _form, datasetId) {
      const outcome = await api.mutate(WithdrawDataset, { datasetId });
      return outcome.ok ? redirect('/donnees') : answered(outcome, '');
    },
    async makeKey(api, form, datasetId) {
      const outcome = await api.mutate(MakeDatasetKey, { datasetId, name: textOf(form, 'name') });
      if (!outcome.ok) return refused(outcome);
      const { secret } = outcome.value.makeDatasetKey;
      return data({ done: 'L’adresse est créée.', secret }, { headers: { 'Cache-Control': 'no-store' } });
    },
    async revokeKey(api, form) {
      const outcome = await api.mutate(RevokeDatasetKey, { datasetKeyId: textOf(form, 'datasetKeyId') });
      return answered(outcome, 'La clé est fermée.');
    },
    async ask(api, form, datasetId) {
      const outcome = await api.mutate(AskAccess, { datasetId, reason: textOf(form, 'reason') });
      return answered(outcome, 'Votre demande est transmise, si ces données existent.');
    },
  }),
);

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const act = acts.get(textOf(form, 'intent'));
  if (!act) throw new Response(null, { status: 400 });
  return act(context.api, form, params.datasetId ?? '');
}
