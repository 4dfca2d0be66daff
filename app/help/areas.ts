// The help of each area of the platform, in plain words: what one does there, and how. Shown by the pages of /aide; the
// footer and the account menu lead to the help of the area one is in.

/** A question and its answer. */
export interface HelpTopic {
  title: string;
  /** Paragraphs. */
  words: readonly string[];
}

export interface HelpArea {
  /** In the address: /aide/<id>. */
  id: string;
  title: string;
  lead: string;
  topics: readonly HelpTopic[];
  /** Addresses whose help it is. */
  paths: RegExp;
}

/** In the order of a year's work; the first whose addresses fit is the help of a page. */
export const helpAreas: readonly HelpArea[] = [
  {
    id: 'rediger',
    title: 'Rédiger à plusieurs',
    lead: 'Le texte de la convention, écrit par plusieurs personnes en même temps.',
    paths: /^\/conventions\/[^/]+$/,
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
    paths: /^\/conventions\/[^/]+\/commentaires/,
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
    paths: /^\/conventions\/[^/]+\/(suivi|documents|bilan)/,
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
    paths: /^\/conventions/,
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
    paths: /^\/(reunions|invitation|compte-rendu)/,
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
        ],
      },
    ],
  },
  {
    id: 'rechercher',
    title: 'Rechercher',
    lead: 'Un mot, dans tout ce que vous pouvez consulter.',
    paths: /^\/recherche/,
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
    id: 'compte',
    title: 'Mon compte et mon organisme',
    lead: 'Se connecter, être prévenu, gérer les personnes de son organisme.',
    paths: /^\//,
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

/** The help of the page at this address. */
export const helpPath = (path: string): string =>
  path === '/' ? '/aide' : `/aide/${helpAreas.find(({ paths }) => paths.test(path))?.id ?? ''}`;
