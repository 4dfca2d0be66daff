// GraphiQL itself, loaded in the browser alone.
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import 'graphiql/graphiql.css';
import styles from './graphql-explorer.module.css';

const EXAMPLE = `# Les conventions que vous voyez. Ctrl+Entrée lance la requête.
query Conventions {
  viewer {
    name
    organisationName
  }
  conventions(first: 10) {
    edges {
      node {
        id
        year
        title
      }
    }
  }
}
`;

const fetcher = createGraphiQLFetcher({ url: '/graphql' });

export default function GraphqlExplorer() {
  return (
    // What GraphiQL says is English.
    <div lang="en" className={styles.explorer}>
      <GraphiQL fetcher={fetcher} defaultQuery={EXAMPLE} />
    </div>
  );
}
