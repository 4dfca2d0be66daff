// The help of each area of the platform, in plain words: what one does there, and how. Shown by the pages of /aide;
// area-paths.ts says which is the help of a page.

import { apiChanges } from './api-changes.ts';
import type { HelpAreaId } from './area-paths.ts';
import type { HelpTopic } from './plain-page.tsx';

export interface HelpArea {
  /** In the address: /aide/<id>. */
  id: HelpAreaId;
  title: string;
  lead: string;
  topics: readonly HelpTopic[];
}

/** In the order of a year's work. */
export const helpAreas: readonly HelpArea[] = [
  {
    id: 'rediger',
    title: 'Rédiger à plusieurs',
    lead: 'Le texte de la convention, écrit par plusieurs personnes en même temps.',
    topics: [
      {
        title: 'Écrire',
        words: [
          'Chacun écrit dans le même texte. Le curseur de chaque personne porte son nom et son service. L’état de l’enregistrement est écrit au-dessus du texte : tant que « Enregistré » est affiché, rien ne peut se perdre.',
          'Hors connexion, vous pouvez continuer : vos mots sont gardés sur ce poste et partent dès que le réseau revient.',
        ],
      },
      {
        title: 'Donner sa nature à un alinéa',
        words: [
          'Les boutons au-dessus du texte en font un article, un objectif stratégique, un objectif ou un intertitre. Les numéros se calculent seuls : ne les saisissez pas.',
          'Le menu de l’alinéa (Alt + Entrée) permet de le marquer comme action, engagement, livrable ou obligation : il sera alors suivi pendant l’année.',
        ],
      },
      {
        title: 'Se servir du clavier',
        words: [
          'Au début de la page, la touche Tab propose « Aller au texte » et « Aller aux outils ». Dans le texte, Échap mène aux outils et y revient. Alt + F1 affiche tous les raccourcis.',
        ],
      },
    ],
  },
  {
    id: 'commenter',
    title: 'Commenter',
    lead: 'Les remarques faites sur le texte, et leurs réponses.',
    topics: [
      {
        title: 'Ouvrir un fil',
        words: [
          'Dans le texte, sélectionnez quelques mots, puis « Commenter » (Ctrl + Alt + M). Pour prévenir quelqu’un, écrivez @ suivi de son nom.',
        ],
      },
      {
        title: 'Répondre et résoudre',
        words: [
          'Chaque carte porte ses boutons « Répondre » et « Marquer comme résolu ». Un fil résolu reste lisible : choisissez « Résolus » dans la liste des fils affichés.',
        ],
      },
    ],
  },
  {
    id: 'suivre',
    title: 'Suivre l’année',
    lead: 'Les obligations, les actions, les livrables et les versements d’une convention signée.',
    topics: [
      {
        title: 'Les obligations et leurs échéances',
        words: [
          'Chaque obligation du texte porte ses échéances. Une échéance est satisfaite quand une preuve y est jointe : une réunion tenue, un document ou une déclaration.',
        ],
      },
      {
        title: 'Les actions',
        words: [
          'L’état, le pilote et l’échéance d’une action se changent sur sa page. Une note dit où elle en est ; toutes les notes sont reprises dans le bilan.',
        ],
      },
      {
        title: 'Les documents',
        words: [
          'La page « Documents » rassemble tout ce qui a été déposé : textes signés, comptes rendus, livrables, preuves.',
        ],
      },
    ],
  },
  {
    id: 'avancer',
    title: 'Faire avancer une convention',
    lead: 'De la concertation à la signature, puis à l’année suivante.',
    topics: [
      {
        title: 'Les étapes',
        words: [
          'La page « Parcours » montre d’abord l’étape suivante, puis celles qui sont passées. Une fois signé, le texte ne change plus : un avenant le modifie.',
        ],
      },
      {
        title: 'Les participants',
        words: [
          'Un responsable invite des personnes ou des organismes. Un lecteur lit, un commentateur commente, un rédacteur écrit, un approbateur approuve, un responsable fait avancer la convention.',
        ],
      },
      {
        title: 'L’année suivante',
        words: [
          'Dans « Gestion », préparez l’année suivante : la page « Reprise » demande, passage par passage, ce qui est gardé, adapté ou écarté.',
        ],
      },
    ],
  },
  {
    id: 'se-reunir',
    title: 'Se réunir',
    lead: 'De la recherche d’une date au compte rendu approuvé.',
    topics: [
      {
        title: 'Trouver une date',
        words: [
          'Sur la page d’une réunion en préparation, « Sondage » propose plusieurs dates aux personnes invitées. Chacun répond sur sa page d’accueil ou par le lien reçu, sans mot de passe.',
        ],
      },
      {
        title: 'Convoquer',
        words: [
          '« Convoquer » montre d’abord qui recevra quoi. Rien ne part avant que vous ayez confirmé. Changer ensuite le jour ou l’heure demande une nouvelle réponse à chacun.',
        ],
      },
      {
        title: 'Prendre les notes et approuver le compte rendu',
        words: [
          'Les notes s’ouvrent la veille de la réunion et se prennent à plusieurs. Les décisions et les tâches marquées rejoignent le relevé. Le compte rendu est soumis aux observations, puis approuvé.',
          '« Versions » montre les états gardés des notes : lisez-les, comparez-les, rétablissez-en un passage. Un compte rendu approuvé ne se rétablit plus.',
        ],
      },
    ],
  },
  {
    id: 'partager',
    title: 'Partager des données',
    lead: 'Une carte, un tableau ou une étude, déposés une fois, toujours à jour.',
    topics: [
      {
        title: 'Déposer',
        words: [
          '« Données », « Déposer »\u00a0: choisissez un ou plusieurs fichiers, ou glissez-les. L’envoi commence aussitôt et reprend seul si le réseau se coupe. Donnez un titre, une description, et dites qui peut les voir.',
          'Le fichier est ensuite vérifié. Ce qui a été deviné (séparateur, encodage, dates) est dit, et se corrige avec « Corriger la lecture ».',
        ],
      },
      {
        title: 'Mettre à jour',
        words: [
          '« Nouvelle version » ajoute un fichier sous la même adresse. Les versions précédentes restent, et la page dit ce qui change. Qui « suit » ces données est prévenu une fois.',
        ],
      },
      {
        title: 'Regarder et emporter',
        words: [
          'Une carte est aussi un tableau\u00a0: chaque objet y est une ligne, que les flèches du clavier parcourent. Triez par le nom d’une colonne, filtrez, comptez, puis emportez la sélection en CSV, Excel ou GeoJSON.',
          '« Ouvrir dans un autre logiciel », sur la page des données, donne les adresses pour QGIS et pour un tableur. Si les données sont réservées, créez-y une adresse avec sa clé : elle n’ouvre que ces données, pendant un an, et vous la fermez quand vous voulez.',
        ],
      },
      {
        title: 'Rattacher, montrer, demander',
        words: [
          '« Rattacher » relie des données à une convention, un objectif, une obligation, un livrable ou une réunion. Elles peuvent aussi être la preuve d’une échéance.',
          'Une adresse qui ne vous est pas ouverte propose de demander l’accès\u00a0: qui a déposé décide.',
        ],
      },
    ],
  },
  {
    id: 'rechercher',
    title: 'Rechercher',
    lead: 'Un mot, dans tout ce que vous pouvez consulter.',
    topics: [
      {
        title: 'Depuis toutes les pages',
        words: [
          'Le champ en haut de la page cherche dans les conventions, les comptes rendus, les commentaires, les obligations, les actions, les réunions, les décisions, les noms de documents, les personnes et les organismes. «\u00a0/\u00a0» ou Ctrl + K y mènent.',
          'Entrée ouvre la suggestion choisie avec les flèches, ou tous les résultats.',
        ],
      },
      {
        title: 'Les mots',
        words: [
          'Tous les mots doivent y être. Les accents, les majuscules et les pluriels ne comptent pas\u202f; une faute de frappe est pardonnée.',
          'Entre guillemets, des mots se cherchent dans cet ordre. Un mot précédé d’un trait d’union est exclu.',
        ],
      },
    ],
  },
  {
    id: 'connecter',
    title: 'Connecter un système',
    lead: 'Relier un logiciel de votre organisme : clés, limites, copie à jour, écritures.',
    topics: [
      {
        title: 'Obtenir une clé',
        words: [
          'Un administrateur de l’organisme crée une clé par logiciel (« Organisme », « Clés d’accès »). Elle peut être restreinte à des domaines (texte, suivi, financement, réunions, commentaires, fichiers), à des adresses IP, et à une durée. Elle appartient à l’organisme : le départ de la personne qui l’a créée n’y change rien.',
          'Le logiciel l’envoie à chaque demande : « Authorization: Bearer i62_… ». Une clé inconnue, révoquée, périmée ou utilisée d’ailleurs reçoit 401 et le code INVALID_KEY. Pour en changer, « Remplacer » : l’ancienne et la nouvelle fonctionnent ensemble deux semaines.',
        ],
      },
      {
        title: 'Interroger',
        words: [
          'L’API est en GraphQL, à l’adresse /graphql ; la même page, ouverte dans un navigateur, permet d’essayer des requêtes. Le schéma se télécharge à /graphql/schema.graphql.',
          'Une liste se lit vers l’avant avec « first » et « after ». Le nombre d’éléments permis est écrit dans la description de « first » ; au-delà, la demande est refusée. Un curseur ne vaut que pour la liste qui l’a donné.',
        ],
      },
      {
        title: 'Limites',
        words: [
          'Une requête coûte un point par objet demandé, une liste autant de fois ses objets que « first » ; les champs simples ne coûtent rien. La limite est de 100 000 points, 12 niveaux et 400 champs ; une page entière de n’importe quelle liste, avec tous les champs de sa chose, reste en dessous. Chaque réponse dit son coût dans « extensions.cost ».',
          'Une clé fait 600 demandes par minute, sauf réglage contraire de la plate-forme. Chaque réponse dit ce qui reste (RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset) ; au-delà, elle reçoit 429 et Retry-After.',
        ],
      },
      {
        title: 'Tenir une copie à jour',
        words: [
          'Première copie : lisez « snapshot » page par page, ou /api/export d’un coup (une ligne JSON par chose, compressée si vous l’acceptez). La première ligne ou la première page donne « changesCursor ». Un export qui ne finit pas par ExportEnd a été interrompu : recommencez-le.',
          'Ensuite, demandez « changes(after: …) » toutes les quelques minutes et gardez « endCursor » une fois les entrées appliquées. Chaque entrée porte sa chose telle qu’elle est maintenant (« thing ») : remplacez la vôtre. Appliquer deux fois la même entrée est sans effet.',
          '« deletion » veut dire que la chose a quitté les listes : retirez-la. Quand une convention est archivée, ou qu’un accès est perdu (ACCESS_LOST), retirez aussi tout ce qui porte son identifiant. Quand un accès est gagné (ACCESS_GRANTED), relisez ce qui est de cette convention. Une action quitte les listes avec son passage du texte. Une échéance ou une action dont le jour passe a son entrée (OCCURRENCE_DELAYED, ACTION_DELAYED), et PROGRAMME_REORDERED dit que l’ordre d’un texte est à relire.',
          'Trois programmes à copier sont dans le dossier « examples » du logiciel : finances.mjs, documents.mjs (textes signés, comptes rendus et leurs PDF) et cartes.mjs (données cartographiques pour un SIG).',
          'Le journal garde cinq ans. CURSOR_EXPIRED veut dire qu’il ne peut plus vous mener de votre curseur à maintenant (base restaurée, entrées trop anciennes) : refaites la première copie.',
        ],
      },
      {
        title: 'Être averti : webhooks',
        words: [
          'Un administrateur crée un webhook (« Organisme », « Webhooks ») : la plate-forme poste à l’adresse de votre logiciel ce qui change, par messages de cent entrées au plus, dans l’ordre du journal. Un message dit ce qui a changé (« kind », « subject », « subjectId », « version », « deletion ») et un curseur, jamais le contenu : lisez-le avec votre clé, par « nodes » ou « changes ».',
          'Chaque message est signé comme le dit Standard Webhooks : « webhook-id », « webhook-timestamp » et « webhook-signature » (HMAC-SHA256 de « id.timestamp.corps » avec les 32 octets qui suivent « whsec_ », en base64). Refusez ce qui a plus de cinq minutes. Pendant une semaine après un remplacement, deux signatures sont portées : une seule suffit.',
          'Répondez 2xx en quinze secondes. Sinon le message revient, sous le même « webhook-id », neuf fois en vingt-quatre heures ; puis le webhook est mis en pause et ses administrateurs reçoivent un courriel. Rien n’est perdu : une fois repris, il envoie tout ce qui a changé depuis. Un message de type « changes.expired » demande de tout relire.',
          'La page du webhook montre chaque envoi et sa réponse, envoie un essai, et renvoie depuis n’importe quel envoi. L’adresse doit être en https et sur internet : une adresse de réseau privé est refusée, sauf réglage de la plate-forme (WEBHOOK_NETWORKS) ; une redirection n’est pas suivie.',
        ],
      },
      {
        title: 'Suivre sans attendre',
        words: [
          '« subscription { changes(after: …) } » garde la connexion ouverte et donne chaque page du journal dès qu’elle existe (SSE, « Accept: text/event-stream », protocole graphql-sse). Coupé, reprenez du dernier « endCursor ». Une clé a cinq connexions au plus ; elles se ferment quand elle se termine (INVALID_KEY).',
        ],
      },
      {
        title: 'Écrire',
        words: [
          'Donnez un « idempotencyKey » à chaque écriture (un UUID) : si la réponse se perd, renvoyez la même demande, elle n’est pas refaite et reçoit la même réponse pendant 24 heures. Une autre demande sous le même mot est refusée (IDEMPOTENCY_KEY_REUSED).',
          'Là où une chose a une version, envoyez celle que vous avez lue : CONFLICT veut dire que quelqu’un l’a changée entre-temps : relisez-la.',
          '« upsert » écrit jusqu’à 500 actions, livrables, indicateurs et valeurs, lignes budgétaires, versements, réunions et données sous les identifiants de votre propre système (« externalId ») : créés la première fois, redits ensuite, chacun avec sa réponse. Renvoyé tel quel, ce qui n’a pas changé est laissé (UNCHANGED). « thingsByExternalId » les retrouve.',
        ],
      },
      {
        title: 'Erreurs',
        words: [
          'Chaque erreur porte un code stable dans « extensions.code » : INVALID_INPUT (avec « fields », ce qui ne va pas champ par champ), NOT_FOUND, FORBIDDEN, UNAUTHENTICATED, CONFLICT, FROZEN, QUERY_TOO_LARGE (avec « asked » et « limit »), CURSOR_EXPIRED, TOO_MANY_REQUESTS, INVALID_KEY, IDEMPOTENCY_KEY_REUSED, OUTCOME_UNKNOWN, TOO_MANY_SUBSCRIPTIONS. INTERNAL est une faute de la plate-forme : réessayez plus tard.',
        ],
      },
      apiChanges,
    ],
  },
  {
    id: 'compte',
    title: 'Mon compte et mon organisme',
    lead: 'Se connecter, être prévenu, gérer les personnes de son organisme.',
    topics: [
      {
        title: 'Mot de passe',
        words: [
          '« Mot de passe oublié » envoie un lien valable une heure. Le compte montre les appareils connectés, et permet de les déconnecter.',
        ],
      },
      {
        title: 'Notifications',
        words: [
          'La cloche compte ce que vous n’avez pas lu. La page des notifications permet de choisir ce qui vient aussi par courriel, en un seul message par jour ouvré.',
        ],
      },
      {
        title: 'Les personnes et les services',
        words: [
          'L’administrateur d’un organisme invite les personnes, leur donne un service et désactive les comptes de celles qui partent.',
        ],
      },
    ],
  },
];
