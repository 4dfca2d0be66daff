import { graphql } from '../../graphql.ts';

export const ReadAccount = graphql(`
  query ReadAccount {
    frenchTyping
    searchKey
    me {
      id
      name
      email
      jobTitle
      organisation {
        id
        name
      }
      unit {
        name
      }
    }
    mySessions {
      id
      createdAt
      lastSeenAt
      browser
      system
      isThisOne
    }
  }
`);

export const UpdateProfile = graphql(`
  mutation UpdateProfile($input: UpdateProfileInput!) {
    updateProfile(input: $input) {
      id
    }
  }
`);

export const SetTypingPreference = graphql(`
  mutation SetTypingPreference($input: SetTypingPreferenceInput!) {
    setTypingPreference(input: $input)
  }
`);

export const ChangePassword = graphql(`
  mutation ChangePassword($input: ChangePasswordInput!) {
    changePassword(input: $input)
  }
`);

export const EndSession = graphql(`
  mutation EndSession($input: EndSessionInput!) {
    endSession(input: $input)
  }
`);

export const EndAllSessions = graphql(`
  mutation EndAllSessions {
    endAllSessions
  }
`);
